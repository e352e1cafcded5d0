-- Latency buckets (lib/usage/latency.ts) are added element by element; the shorter array counts as zero beyond its end.
CREATE FUNCTION latency_add(a INTEGER[], b INTEGER[]) RETURNS INTEGER[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) ORDER BY n), '{}')
  FROM unnest(a, b) WITH ORDINALITY AS pair(x, y, n)
$$;

-- The last quota-return of a gateway that was taken in: a repeat gives nothing back.
ALTER TABLE "quota_lease" ADD COLUMN     "lastReturnBoot" TEXT,
ADD COLUMN     "lastReturnId" BIGINT;
