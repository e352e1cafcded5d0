-- AlterTable
ALTER TABLE "quota_lease" DROP COLUMN "spent";

-- CreateIndex
CREATE INDEX "quota_lease_subscriptionId_period_idx" ON "quota_lease"("subscriptionId", "period");


