-- A day of one busy customer at one gateway has more than 2,147,483,647 requests (24,855 a second): the sums would not
-- fit, and the intake of that gateway would stand still.
ALTER TABLE "usage_day"
  ALTER COLUMN "requests" TYPE BIGINT,
  ALTER COLUMN "billable" TYPE BIGINT,
  ALTER COLUMN "refused" TYPE BIGINT,
  ALTER COLUMN "errors" TYPE BIGINT,
  ALTER COLUMN "latency" TYPE BIGINT[];

CREATE FUNCTION latency_add(a BIGINT[], b BIGINT[]) RETURNS BIGINT[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) ORDER BY n), '{}')
  FROM unnest(a, b) WITH ORDINALITY AS pair(x, y, n)
$$;
