CREATE TABLE "case_incidents" (
	"incident_id" text PRIMARY KEY NOT NULL,
	"position" bigserial NOT NULL,
	"case_id" text NOT NULL,
	"present" boolean NOT NULL,
	"camera_id" text NOT NULL,
	"camera_name" text NOT NULL,
	"fence_id" text NOT NULL,
	"fence_name" text NOT NULL,
	"fence_version" integer,
	"opened_at" bigint NOT NULL,
	"last_event_at" bigint NOT NULL,
	"cleared_at" bigint,
	"confidence" double precision NOT NULL,
	"region" jsonb NOT NULL,
	"reason" text NOT NULL,
	"polygon" jsonb NOT NULL,
	"trace" jsonb NOT NULL,
	"present_since" bigint NOT NULL,
	"last_sequence" integer NOT NULL,
	"awaited_until" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "also_seen_by" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "case_incidents" ADD CONSTRAINT "case_incidents_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_incidents_by_case" ON "case_incidents" USING btree ("case_id","position");--> statement-breakpoint
CREATE INDEX "case_incidents_present" ON "case_incidents" USING btree ("present","fence_id");--> statement-breakpoint
CREATE INDEX "cases_by_place" ON "cases" USING btree ("place","kind","last_event_at");--> statement-breakpoint
-- Every case of earlier releases has one incident. Their fences said that they are still there every ten minutes.
INSERT INTO "case_incidents" (
	"incident_id", "case_id", "present", "camera_id", "camera_name", "fence_id", "fence_name", "fence_version",
	"opened_at", "last_event_at", "cleared_at", "confidence", "region", "reason", "polygon", "trace",
	"present_since", "last_sequence", "awaited_until"
)
SELECT
	"incident_id", "id", "present", "camera_id", "camera_name", "fence_id", "fence_name", "fence_version",
	"opened_at", "last_event_at", "cleared_at", "confidence", "region", "reason", "polygon", "trace",
	"opened_at", "last_sequence", "last_event_at" + 1800000
FROM "cases" ORDER BY "opened_at", "id";--> statement-breakpoint
UPDATE "cases" SET "place" = (
	SELECT "body" ->> 'place' FROM "alerts"
	WHERE "alerts"."incident_id" = "cases"."incident_id" ORDER BY "sequence" LIMIT 1
);--> statement-breakpoint
ALTER TABLE "cases" DROP COLUMN "last_sequence";
