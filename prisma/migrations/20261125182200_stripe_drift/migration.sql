-- CreateTable
CREATE TABLE "stripe_drift" (
    "id" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "objectKind" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "ours" TEXT NOT NULL,
    "theirs" TEXT NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "repairedAt" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_drift_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "stripe_drift_organizationId_id_idx" ON "stripe_drift"("organizationId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "stripe_drift_objectId_what_key" ON "stripe_drift"("objectId", "what");
