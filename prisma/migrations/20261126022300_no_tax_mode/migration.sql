-- AlterTable
ALTER TABLE "billing_settings" DROP COLUMN "taxMode";
