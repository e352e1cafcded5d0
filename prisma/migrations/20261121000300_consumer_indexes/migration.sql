-- A key's requests of today, counted for the dialog that revokes it.
CREATE INDEX "decision_credentialId_at_idx" ON "decision"("credentialId", "at" DESC) WHERE "credentialId" IS NOT NULL;
-- Recent refusals of an application, of an API: rare among all decisions.
CREATE INDEX "decision_refused_applicationId_at_idx" ON "decision"("applicationId", "at" DESC) WHERE "code" IS NOT NULL;
CREATE INDEX "decision_refused_apiId_at_idx" ON "decision"("apiId", "at" DESC) WHERE "code" IS NOT NULL;
-- Who uses an application, and when last.
CREATE INDEX "credential_applicationId_lastUsedAt_idx" ON "credential"("applicationId", "lastUsedAt" DESC) WHERE "lastUsedAt" IS NOT NULL;
