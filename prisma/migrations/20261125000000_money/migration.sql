-- It comes back below, for offered versions only.
DROP INDEX "plan_productId_name_key";

-- AlterTable
ALTER TABLE "gateway" ADD COLUMN     "settledAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "clockOffsetMs" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "isSandbox" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "pricing" JSON,
ADD COLUMN     "quotaMode" TEXT NOT NULL DEFAULT 'hard',
ADD COLUMN     "seriesId" TEXT,
ADD COLUMN     "supersededAt" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
UPDATE "plan" SET "seriesId" = "id";
ALTER TABLE "plan" ALTER COLUMN "seriesId" SET NOT NULL;

-- Names are unique among the versions that are offered.
CREATE UNIQUE INDEX "plan_productId_name_key" ON "plan"("productId", "name") WHERE "supersededAt" IS NULL;

-- AlterTable
ALTER TABLE "subscription" ADD COLUMN     "anchorAt" TIMESTAMPTZ(3),
ADD COLUMN     "billedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "endedAt" TIMESTAMPTZ(3),
ADD COLUMN     "isCancelling" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "nextPlanId" TEXT,
ADD COLUMN     "renewsAt" TIMESTAMPTZ(3),
ADD COLUMN     "spendCap" BIGINT,
ADD COLUMN     "suspendedFor" TEXT,
ADD COLUMN     "trialEndsAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "billing_settings" (
    "organizationId" TEXT NOT NULL,
    "legalName" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "taxId" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "bankDetails" TEXT NOT NULL DEFAULT '',
    "invoicePrefix" TEXT NOT NULL DEFAULT 'INV',
    "nextInvoiceNumber" INTEGER NOT NULL DEFAULT 1,
    "nextCreditNoteNumber" INTEGER NOT NULL DEFAULT 1,
    "paymentTermsDays" INTEGER NOT NULL DEFAULT 14,
    "taxRates" JSONB NOT NULL DEFAULT '[]',
    "taxMode" TEXT NOT NULL DEFAULT 'rates',
    "paymentProvider" TEXT NOT NULL DEFAULT 'manual',
    "dunningDays" INTEGER[] DEFAULT ARRAY[3, 5, 7]::INTEGER[],
    "graceDays" INTEGER NOT NULL DEFAULT 14,

    CONSTRAINT "billing_settings_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "consumerId" TEXT NOT NULL,
    "legalName" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "taxId" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "stripeCustomerId" TEXT,
    "paymentMethod" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_term" (
    "id" TEXT NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "number" TEXT,
    "currency" TEXT NOT NULL,
    "periodStartsAt" TIMESTAMPTZ(3) NOT NULL,
    "periodEndsAt" TIMESTAMPTZ(3) NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "subtotal" BIGINT NOT NULL DEFAULT 0,
    "tax" BIGINT NOT NULL DEFAULT 0,
    "total" BIGINT NOT NULL DEFAULT 0,
    "amountPaid" BIGINT NOT NULL DEFAULT 0,
    "amountCredited" BIGINT NOT NULL DEFAULT 0,
    "taxRatePercent" DECIMAL(6,3) NOT NULL DEFAULT 0,
    "gaps" JSONB NOT NULL DEFAULT '[]',
    "parties" JSONB NOT NULL,
    "isSandbox" BOOLEAN NOT NULL DEFAULT false,
    "issuedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "paidAt" TIMESTAMPTZ(3),
    "paymentProvider" TEXT NOT NULL DEFAULT 'manual',
    "stripeInvoiceId" TEXT,
    "paymentUrl" TEXT,
    "dunningStatus" TEXT NOT NULL DEFAULT 'none',
    "dunningSteps" INTEGER NOT NULL DEFAULT 0,
    "nextDunningAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_line" (
    "id" TEXT NOT NULL,
    "invoiceId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "planId" TEXT,
    "chargeKey" TEXT,
    "quantity" DECIMAL(30,0),
    "unit" TEXT NOT NULL DEFAULT '',
    "amount" BIGINT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "calculation" JSONB NOT NULL DEFAULT '{}',
    "adjustsInvoiceId" TEXT,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_note" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "invoiceId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "total" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL DEFAULT 0,
    "lines" JSONB NOT NULL,
    "stripeCreditNoteId" TEXT,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" TEXT NOT NULL,
    "invoiceId" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "failure" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_grant" (
    "id" TEXT NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 100,
    "note" TEXT NOT NULL DEFAULT '',
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "invoiceId" TEXT,
    "voidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_burn" (
    "grantId" TEXT NOT NULL,
    "invoiceId" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "credit_burn_pkey" PRIMARY KEY ("grantId","invoiceId")
);

-- CreateTable
CREATE TABLE "notice" (
    "subscriptionId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("subscriptionId","period","kind")
);

-- CreateTable
CREATE TABLE "outbound_task" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastError" TEXT NOT NULL DEFAULT '',
    "dedupeKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "outbound_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handledAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastError" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_meter_hour" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "chargeKey" TEXT NOT NULL,
    "gatewayId" TEXT NOT NULL,
    "operationKey" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "requests" INTEGER NOT NULL,
    "anomalies" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "usage_meter_hour_pkey" PRIMARY KEY ("subscriptionId","hour","planId","chargeKey","gatewayId","operationKey")
);

-- CreateIndex
CREATE UNIQUE INDEX "customer_stripeCustomerId_key" ON "customer"("stripeCustomerId");

-- CreateIndex
CREATE INDEX "customer_consumerId_idx" ON "customer"("consumerId");

-- CreateIndex
CREATE UNIQUE INDEX "customer_organizationId_consumerId_key" ON "customer"("organizationId", "consumerId");

-- CreateIndex
CREATE INDEX "subscription_term_subscriptionId_startsAt_idx" ON "subscription_term"("subscriptionId", "startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_stripeInvoiceId_key" ON "invoice"("stripeInvoiceId");

-- CreateIndex
CREATE INDEX "invoice_organizationId_id_idx" ON "invoice"("organizationId", "id" DESC);

-- CreateIndex
CREATE INDEX "invoice_customerId_id_idx" ON "invoice"("customerId", "id" DESC);

-- CreateIndex
CREATE INDEX "invoice_subscriptionId_periodStartsAt_idx" ON "invoice"("subscriptionId", "periodStartsAt");

-- CreateIndex
CREATE INDEX "invoice_status_nextDunningAt_idx" ON "invoice"("status", "nextDunningAt");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_subscriptionId_kind_periodStartsAt_attempt_key" ON "invoice"("subscriptionId", "kind", "periodStartsAt", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_organizationId_number_key" ON "invoice"("organizationId", "number");

-- CreateIndex
CREATE INDEX "invoice_line_invoiceId_position_idx" ON "invoice_line"("invoiceId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_stripeCreditNoteId_key" ON "credit_note"("stripeCreditNoteId");

-- CreateIndex
CREATE INDEX "credit_note_invoiceId_idx" ON "credit_note"("invoiceId");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_organizationId_number_key" ON "credit_note"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "payment_dedupeKey_key" ON "payment"("dedupeKey");

-- CreateIndex
CREATE INDEX "payment_invoiceId_at_idx" ON "payment"("invoiceId", "at");

-- CreateIndex
CREATE INDEX "credit_grant_subscriptionId_id_idx" ON "credit_grant"("subscriptionId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_task_dedupeKey_key" ON "outbound_task"("dedupeKey");

-- CreateIndex
CREATE INDEX "outbound_task_status_nextAttemptAt_idx" ON "outbound_task"("status", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "outbound_task_objectId_idx" ON "outbound_task"("objectId");

-- CreateIndex
CREATE INDEX "stripe_event_handledAt_nextAttemptAt_idx" ON "stripe_event"("handledAt", "nextAttemptAt");

-- CreateIndex
CREATE UNIQUE INDEX "mail_dedupeKey_key" ON "mail"("dedupeKey");

-- CreateIndex
CREATE INDEX "mail_organizationId_id_idx" ON "mail"("organizationId", "id" DESC);

-- CreateIndex
CREATE INDEX "mail_sentAt_nextAttemptAt_idx" ON "mail"("sentAt", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "plan_productId_idx" ON "plan"("productId");

-- CreateIndex
CREATE INDEX "plan_seriesId_version_idx" ON "plan"("seriesId", "version");

-- CreateIndex
CREATE INDEX "subscription_renewsAt_idx" ON "subscription"("renewsAt");

-- AddForeignKey
ALTER TABLE "billing_settings" ADD CONSTRAINT "billing_settings_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_consumerId_fkey" FOREIGN KEY ("consumerId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_term" ADD CONSTRAINT "subscription_term_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_grant" ADD CONSTRAINT "credit_grant_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_burn" ADD CONSTRAINT "credit_burn_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "credit_grant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;


