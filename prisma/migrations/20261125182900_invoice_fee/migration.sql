-- AlterTable
ALTER TABLE "billing_settings" ADD COLUMN     "nextSandboxNumber" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "feeEndsAt" TIMESTAMPTZ(3),
ADD COLUMN     "feePlanId" TEXT,
ADD COLUMN     "isReplaced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "isReverseCharge" BOOLEAN NOT NULL DEFAULT false;
