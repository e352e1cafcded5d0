/** The four selections behind `Rows`. Each takes a condition on its own row, so that touched rows and all rows read alike. */

export const selectApis = (condition: string): string => `
SELECT a.id, a."organizationId", a.slug, coalesce(a.hosts, '{}') AS hosts, a."upstreamUrl", a."connectTimeoutMs", a."responseTimeoutMs",
  a."idleTimeoutMs", a."requestBodySizeBytesMax", a."keyLocations",
  coalesce((SELECT json_agg(json_build_object('id', o.key, 'method', o.method, 'path', o.path) ORDER BY o.position, o.key)
    FROM api_operation o WHERE o."apiVersionId" = a."currentVersionId"), '[]') AS operations,
  coalesce((SELECT json_agg(json_build_object('id', p.id, 'status', p.status, 'corsOrigins', coalesce(p."corsOrigins", '{}'),
      'isCorsCredentialsAllowed', p."isCorsCredentialsAllowed") ORDER BY p.id)
    FROM api_product_api pa JOIN api_product p ON p.id = pa."productId" WHERE pa."apiId" = a.id), '[]') AS products
FROM api a WHERE ${condition}`

export const selectPlans = (condition: string): string => `
SELECT p.id, p.name, p."productId", r.status AS "productStatus",
  ARRAY(SELECT pa."apiId" FROM api_product_api pa WHERE pa."productId" = p."productId" ORDER BY pa."apiId") AS "apiIds",
  p."rateLimitRequests", p."rateLimitWindowSeconds", p."rateLimitBurst", p."quotaRequests", p."quotaPeriod",
  p."quotaMode", p.pricing
FROM plan p JOIN api_product r ON r.id = p."productId" WHERE ${condition}`

export const selectSubscriptions = (condition: string): string => `
SELECT s.id, s."planId", s."applicationId", a."organizationId", s.status, r.status AS "productStatus", s."suspendedFor",
  (extract(epoch FROM s."anchorAt") * 1000)::float8 AS "anchorAt", l.is AS "isSpendLimited",
  CASE WHEN l.is THEN p.pricing END AS pricing, o."clockOffsetMs"::float8 AS "clockOffsetMs"
FROM subscription s JOIN application a ON a.id = s."applicationId"
  JOIN organization o ON o.id = a."organizationId" JOIN plan p ON p.id = s."planId"
  JOIN api_product r ON r.id = p."productId",
  LATERAL (SELECT s."spendCap" IS NOT NULL OR coalesce(p.pricing->>'isPrepaid', 'false') <> 'false') AS l("is")
WHERE ${condition}`

export const selectCredentials = (condition: string): string => `
SELECT c.id, c."applicationId", c.digest, (extract(epoch FROM c."expiresAt") * 1000)::float8 AS "expiresAt",
  c."revokedAt" IS NOT NULL AS "isRevoked", o."clockOffsetMs"::float8 AS "clockOffsetMs"
FROM credential c JOIN application a ON a.id = c."applicationId"
  JOIN organization o ON o.id = a."organizationId"
WHERE ${condition}`
