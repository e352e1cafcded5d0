-- CreateTable
CREATE TABLE "usage_meter_day" (
    "day" TIMESTAMPTZ(0) NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "chargeKey" TEXT NOT NULL,
    "gatewayId" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,

    CONSTRAINT "usage_meter_day_pkey" PRIMARY KEY ("subscriptionId","day","planId","chargeKey","gatewayId")
);



INSERT INTO "usage_meter_day"
SELECT date_trunc('day', "hour", 'UTC'), "subscriptionId", "planId", "chargeKey", "gatewayId", sum("quantity")
FROM "usage_meter_hour" GROUP BY 1, 2, 3, 4, 5;
