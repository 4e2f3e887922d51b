DROP INDEX "cases_by_time";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "last_opened_at" bigint;--> statement-breakpoint
UPDATE "cases" SET "last_opened_at" = greatest("cases"."opened_at", (
  SELECT max(("alerts"."body" -> 'incident' ->> 'capturedAt')::bigint)
  FROM "alerts" JOIN "case_incidents" ON "case_incidents"."incident_id" = "alerts"."incident_id"
  WHERE "case_incidents"."case_id" = "cases"."id" AND "alerts"."effect" = 'came-back'
));--> statement-breakpoint
ALTER TABLE "cases" ALTER COLUMN "last_opened_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_by_time" ON "cases" USING btree ("last_opened_at","id");
