DROP INDEX "media_by_incident";--> statement-breakpoint
ALTER TABLE "case_incidents" ADD COLUMN "later_opening" integer;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "opening" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "media_by_opening" ON "media" USING btree ("incident_id","opening","name");