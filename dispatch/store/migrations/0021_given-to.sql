ALTER TABLE "cases" ADD COLUMN "given_to" jsonb;--> statement-breakpoint
UPDATE "cases" SET "given_to" = "given"."target" FROM (
  SELECT DISTINCT ON ("case_id") "case_id", CASE WHEN "details" ? 'to' AND "step" IN ('dispatched', 'transferred')
    THEN jsonb_build_object('to', "details" -> 'to', 'by', "actor", 'how', "step") END AS "target"
  FROM "case_steps" WHERE "step" IN ('dispatched', 'transferred', 're-opened', 'resumed') ORDER BY "case_id", "id" DESC
) AS "given" WHERE "given"."case_id" = "cases"."id" AND "given"."target" IS NOT NULL;
