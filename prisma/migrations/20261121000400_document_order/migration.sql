-- What was read out of a document keeps the author's order of members, which JSONB does not.
ALTER TABLE "api_operation"
  ALTER COLUMN "definition" SET DATA TYPE JSON USING "definition"::json,
  ALTER COLUMN "schemas" SET DATA TYPE JSON USING "schemas"::json;
ALTER TABLE "api_schema" ALTER COLUMN "definition" SET DATA TYPE JSON USING "definition"::json;
ALTER TABLE "api_version" ALTER COLUMN "securitySchemes" SET DATA TYPE JSON USING "securitySchemes"::json;
