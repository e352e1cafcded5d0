-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "api" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "upstreamUrl" TEXT NOT NULL,
    "connectTimeoutMs" INTEGER NOT NULL DEFAULT 5000,
    "responseTimeoutMs" INTEGER NOT NULL DEFAULT 30000,
    "idleTimeoutMs" INTEGER NOT NULL DEFAULT 60000,
    "requestBodySizeBytesMax" INTEGER NOT NULL DEFAULT 10485760,
    "hosts" TEXT[],
    "keyLocations" JSONB NOT NULL,
    "currentVersionId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_version" (
    "id" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "original" BYTEA NOT NULL,
    "originalSha256" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "syntax" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "specification" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "documentVersion" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "servers" JSONB NOT NULL,
    "tags" JSONB NOT NULL,
    "securitySchemes" JSONB NOT NULL,
    "problems" JSONB NOT NULL,
    "operationCount" INTEGER NOT NULL,
    "differences" JSONB,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_operation" (
    "id" TEXT NOT NULL,
    "apiVersionId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "isDeprecated" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "schemas" JSONB NOT NULL,

    CONSTRAINT "api_operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_schema" (
    "id" TEXT NOT NULL,
    "apiVersionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "definition" JSONB NOT NULL,

    CONSTRAINT "api_schema_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "objectKind" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "objectName" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "requestId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "environment" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "leaseSeconds" INTEGER NOT NULL DEFAULT 86400,
    "leaseOnExpiry" TEXT NOT NULL DEFAULT 'serve',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "config_change" (
    "environmentId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "touched" JSONB NOT NULL,
    "isUrgent" BOOLEAN NOT NULL DEFAULT false,
    "auditEntryId" TEXT,
    "committedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "config_change_pkey" PRIMARY KEY ("environmentId","revision")
);

-- CreateTable
CREATE TABLE "gateway" (
    "id" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenDigest" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),
    "appliedRevision" INTEGER NOT NULL DEFAULT 0,
    "appliedChecksum" TEXT,
    "version" TEXT,
    "boot" TEXT,
    "workers" INTEGER,
    "connectedAt" TIMESTAMPTZ(3),
    "disconnectedAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3),
    "leaseExpiresAt" TIMESTAMPTZ(3),
    "rejectedRevision" INTEGER,
    "rejectedReason" TEXT,
    "rejectedResource" JSONB,
    "rejectedAt" TIMESTAMPTZ(3),
    "seen" BIGINT NOT NULL DEFAULT 0,
    "journaled" BIGINT NOT NULL DEFAULT 0,
    "owedBytes" BIGINT NOT NULL DEFAULT 0,
    "connections" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "gateway_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "id" TEXT NOT NULL,
    "gatewayId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "checksum" TEXT NOT NULL,
    "appliedMs" DOUBLE PRECISION NOT NULL,
    "provedMs" DOUBLE PRECISION NOT NULL,
    "proof" JSONB NOT NULL,
    "checked" INTEGER NOT NULL,
    "enforcedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateway_event" (
    "id" TEXT NOT NULL,
    "gatewayId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordDigest" TEXT,
    "oidcSubject" TEXT,
    "isOperator" BOOLEAN NOT NULL DEFAULT false,
    "sessionEpoch" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "tokenDigest" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "isSuccessful" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_token" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "ownerId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("ownerId","key")
);

-- CreateTable
CREATE TABLE "api_product" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "logo" BYTEA,
    "logoType" TEXT,
    "visibility" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "corsOrigins" TEXT[],
    "isCorsCredentialsAllowed" BOOLEAN NOT NULL DEFAULT false,
    "publishedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_product_api" (
    "productId" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "api_product_api_pkey" PRIMARY KEY ("productId","apiId")
);

-- CreateTable
CREATE TABLE "api_product_audience" (
    "productId" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,

    CONSTRAINT "api_product_audience_pkey" PRIMARY KEY ("productId","organizationId")
);

-- CreateTable
CREATE TABLE "product_page" (
    "id" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "rateLimitRequests" INTEGER,
    "rateLimitWindowSeconds" INTEGER,
    "rateLimitBurst" INTEGER,
    "quotaRequests" INTEGER,
    "quotaPeriod" TEXT,
    "approval" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "isClosed" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_range" (
    "gatewayId" TEXT NOT NULL,
    "boot" TEXT NOT NULL,
    "worker" INTEGER NOT NULL,
    "segment" INTEGER NOT NULL,
    "from" BIGINT NOT NULL,
    "to" BIGINT NOT NULL,
    "records" INTEGER NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_range_pkey" PRIMARY KEY ("gatewayId","boot","worker","segment","from")
);

-- CreateTable
CREATE TABLE "usage_hour" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "gatewayId" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "operationKey" TEXT NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "requests" INTEGER NOT NULL,
    "billable" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "bytesIn" BIGINT NOT NULL,
    "bytesOut" BIGINT NOT NULL,
    "latency" INTEGER[],

    CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("hour","subscriptionId","apiId","operationKey","gatewayId","planId","applicationId")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" TEXT NOT NULL,
    "gatewayId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "durationMs" DOUBLE PRECISION NOT NULL,
    "upstreamMs" DOUBLE PRECISION,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "code" TEXT,
    "bytesIn" BIGINT NOT NULL,
    "bytesOut" BIGINT NOT NULL,
    "isCut" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL,
    "apiId" TEXT,
    "operationKey" TEXT,
    "credentialId" TEXT,
    "applicationId" TEXT,
    "subscriptionId" TEXT,
    "planId" TEXT,
    "limit" JSONB,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_period" (
    "subscriptionId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "granted" INTEGER NOT NULL,

    CONSTRAINT "quota_period_pkey" PRIMARY KEY ("subscriptionId","period")
);

-- CreateTable
CREATE TABLE "quota_lease" (
    "gatewayId" TEXT NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "granted" INTEGER NOT NULL,
    "returned" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quota_lease_pkey" PRIMARY KEY ("gatewayId","subscriptionId","period")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_slug_key" ON "api"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "api_currentVersionId_key" ON "api"("currentVersionId");

-- CreateIndex
CREATE INDEX "api_organizationId_id_idx" ON "api"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_version_apiId_number_key" ON "api_version"("apiId", "number");

-- CreateIndex
CREATE INDEX "api_operation_apiVersionId_position_idx" ON "api_operation"("apiVersionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "api_operation_apiVersionId_key_key" ON "api_operation"("apiVersionId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "api_schema_apiVersionId_name_key" ON "api_schema"("apiVersionId", "name");

-- CreateIndex
CREATE INDEX "audit_entry_organizationId_id_idx" ON "audit_entry"("organizationId", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_objectId_id_idx" ON "audit_entry"("objectId", "id" DESC);

-- CreateIndex
CREATE INDEX "application_organizationId_id_idx" ON "application"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "application_organizationId_name_key" ON "application"("organizationId", "name");

-- CreateIndex
CREATE INDEX "subscription_applicationId_idx" ON "subscription"("applicationId");

-- CreateIndex
CREATE INDEX "subscription_planId_status_idx" ON "subscription"("planId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "credential_digest_key" ON "credential"("digest");

-- CreateIndex
CREATE INDEX "credential_applicationId_id_idx" ON "credential"("applicationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "environment_slug_key" ON "environment"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "config_change_auditEntryId_key" ON "config_change"("auditEntryId");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_tokenDigest_key" ON "gateway"("tokenDigest");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_environmentId_name_key" ON "gateway"("environmentId", "name");

-- CreateIndex
CREATE INDEX "receipt_gatewayId_revision_idx" ON "receipt"("gatewayId", "revision");

-- CreateIndex
CREATE INDEX "receipt_gatewayId_enforcedAt_idx" ON "receipt"("gatewayId", "enforcedAt");

-- CreateIndex
CREATE INDEX "gateway_event_gatewayId_createdAt_idx" ON "gateway_event"("gatewayId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_oidcSubject_key" ON "user"("oidcSubject");

-- CreateIndex
CREATE INDEX "member_userId_idx" ON "member"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "member_organizationId_userId_key" ON "member"("organizationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_tokenDigest_key" ON "invitation"("tokenDigest");

-- CreateIndex
CREATE INDEX "invitation_organizationId_idx" ON "invitation"("organizationId");

-- CreateIndex
CREATE INDEX "sign_in_attempt_key_createdAt_idx" ON "sign_in_attempt"("key", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_digest_key" ON "access_token"("digest");

-- CreateIndex
CREATE INDEX "access_token_userId_idx" ON "access_token"("userId");

-- CreateIndex
CREATE INDEX "idempotency_key_createdAt_idx" ON "idempotency_key"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "api_product_slug_key" ON "api_product"("slug");

-- CreateIndex
CREATE INDEX "api_product_organizationId_id_idx" ON "api_product"("organizationId", "id");

-- CreateIndex
CREATE INDEX "api_product_status_visibility_idx" ON "api_product"("status", "visibility");

-- CreateIndex
CREATE INDEX "api_product_api_apiId_idx" ON "api_product_api"("apiId");

-- CreateIndex
CREATE UNIQUE INDEX "product_page_productId_slug_key" ON "product_page"("productId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "plan_productId_name_key" ON "plan"("productId", "name");

-- CreateIndex
CREATE INDEX "usage_hour_apiId_hour_idx" ON "usage_hour"("apiId", "hour");

-- CreateIndex
CREATE INDEX "usage_hour_applicationId_hour_idx" ON "usage_hour"("applicationId", "hour");

-- CreateIndex
CREATE INDEX "decision_subscriptionId_at_idx" ON "decision"("subscriptionId", "at" DESC);

-- CreateIndex
CREATE INDEX "decision_applicationId_at_idx" ON "decision"("applicationId", "at" DESC);

-- CreateIndex
CREATE INDEX "decision_apiId_at_idx" ON "decision"("apiId", "at" DESC);

-- CreateIndex
CREATE INDEX "decision_at_idx" ON "decision"("at");

-- AddForeignKey
ALTER TABLE "api" ADD CONSTRAINT "api_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api" ADD CONSTRAINT "api_currentVersionId_fkey" FOREIGN KEY ("currentVersionId") REFERENCES "api_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_version" ADD CONSTRAINT "api_version_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "api"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_operation" ADD CONSTRAINT "api_operation_apiVersionId_fkey" FOREIGN KEY ("apiVersionId") REFERENCES "api_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_schema" ADD CONSTRAINT "api_schema_apiVersionId_fkey" FOREIGN KEY ("apiVersionId") REFERENCES "api_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_planId_fkey" FOREIGN KEY ("planId") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "config_change" ADD CONSTRAINT "config_change_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "config_change" ADD CONSTRAINT "config_change_auditEntryId_fkey" FOREIGN KEY ("auditEntryId") REFERENCES "audit_entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateway" ADD CONSTRAINT "gateway_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_gatewayId_fkey" FOREIGN KEY ("gatewayId") REFERENCES "gateway"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateway_event" ADD CONSTRAINT "gateway_event_gatewayId_fkey" FOREIGN KEY ("gatewayId") REFERENCES "gateway"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_product" ADD CONSTRAINT "api_product_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_product_api" ADD CONSTRAINT "api_product_api_productId_fkey" FOREIGN KEY ("productId") REFERENCES "api_product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_product_api" ADD CONSTRAINT "api_product_api_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "api"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_product_audience" ADD CONSTRAINT "api_product_audience_productId_fkey" FOREIGN KEY ("productId") REFERENCES "api_product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_product_audience" ADD CONSTRAINT "api_product_audience_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_page" ADD CONSTRAINT "product_page_productId_fkey" FOREIGN KEY ("productId") REFERENCES "api_product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_productId_fkey" FOREIGN KEY ("productId") REFERENCES "api_product"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- The environment that every installation starts with.
INSERT INTO "environment" ("id", "slug", "name") VALUES ('env_production', 'production', 'Production');
