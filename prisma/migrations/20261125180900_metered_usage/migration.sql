-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "clockOffsetMs" BIGINT,
ADD COLUMN     "units" JSONB;

-- AlterTable
ALTER TABLE "quota_lease" ADD COLUMN     "spent" BIGINT NOT NULL DEFAULT 0,
ALTER COLUMN "granted" SET DATA TYPE BIGINT,
ALTER COLUMN "returned" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "quota_period" ALTER COLUMN "granted" SET DATA TYPE BIGINT;

-- CreateTable
CREATE TABLE "gateway_boot" (
    "gatewayId" TEXT NOT NULL,
    "boot" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen" BIGINT NOT NULL DEFAULT 0,
    "journaled" BIGINT NOT NULL DEFAULT 0,
    "received" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "gateway_boot_pkey" PRIMARY KEY ("gatewayId","boot")
);

-- AddForeignKey
ALTER TABLE "gateway_boot" ADD CONSTRAINT "gateway_boot_gatewayId_fkey" FOREIGN KEY ("gatewayId") REFERENCES "gateway"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What was taken in before, by the boots it came from.
INSERT INTO "gateway_boot" ("gatewayId", boot, "startedAt", "lastSeenAt", received)
SELECT r."gatewayId", r.boot, min(r."receivedAt"), max(r."receivedAt"), sum(r.records)
FROM "usage_range" r JOIN "gateway" g ON g.id = r."gatewayId" GROUP BY r."gatewayId", r.boot;
