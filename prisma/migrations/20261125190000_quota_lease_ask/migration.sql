-- AlterTable
ALTER TABLE "quota_lease" ADD COLUMN     "lastAsk" TEXT,
ADD COLUMN     "lastGranted" BIGINT;
