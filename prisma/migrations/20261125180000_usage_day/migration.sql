-- Sums by day beside those by hour, for long ranges.
CREATE TABLE "usage_day" (
    "day" TIMESTAMPTZ(0) NOT NULL,
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

    CONSTRAINT "usage_day_pkey" PRIMARY KEY ("day","subscriptionId","apiId","operationKey","gatewayId","planId","applicationId")
);
CREATE INDEX "usage_day_apiId_day_idx" ON "usage_day"("apiId", "day");
CREATE INDEX "usage_day_applicationId_day_idx" ON "usage_day"("applicationId", "day");

CREATE AGGREGATE latency_sum(INTEGER[]) (SFUNC = latency_add, STYPE = INTEGER[], INITCOND = '{}');

INSERT INTO "usage_day"
SELECT date_trunc('day', "hour", 'UTC'), "gatewayId", "apiId", "operationKey", "subscriptionId", "planId", "applicationId",
    sum("requests"), sum("billable"), sum("refused"), sum("errors"), sum("bytesIn"), sum("bytesOut"), latency_sum("latency")
FROM "usage_hour" GROUP BY 1, 2, 3, 4, 5, 6, 7;
