-- CreateIndex
CREATE INDEX "invoice_dunningStatus_status_idx" ON "invoice"("dunningStatus", "status");

-- CreateIndex
CREATE INDEX "mail_createdAt_idx" ON "mail"("createdAt");

-- CreateIndex
CREATE INDEX "subscription_suspendedFor_idx" ON "subscription"("suspendedFor");
