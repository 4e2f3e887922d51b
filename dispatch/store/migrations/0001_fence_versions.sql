CREATE SEQUENCE "public"."fence_revisions" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "fence_versions" (
	"revision" bigint PRIMARY KEY DEFAULT nextval('fence_revisions') NOT NULL,
	"fence_id" text NOT NULL,
	"version" integer NOT NULL,
	"change" text NOT NULL,
	"at" bigint NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"restored_from" integer,
	"fence" jsonb
);
--> statement-breakpoint
CREATE TABLE "site_file_fences" (
	"fence_id" text PRIMARY KEY NOT NULL,
	"fence" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "view_confirmations" (
	"revision" bigint PRIMARY KEY DEFAULT nextval('fence_revisions') NOT NULL,
	"camera_id" text NOT NULL,
	"confirmed_at" bigint NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"shift" jsonb
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "severity" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "fence_version" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "fence_versions_by_fence" ON "fence_versions" USING btree ("fence_id","version");--> statement-breakpoint
CREATE INDEX "view_confirmations_by_camera" ON "view_confirmations" USING btree ("camera_id","confirmed_at");