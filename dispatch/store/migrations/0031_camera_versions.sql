CREATE TABLE "camera_versions" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"change" text NOT NULL,
	"at" bigint NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"content" jsonb
);
--> statement-breakpoint
CREATE UNIQUE INDEX "camera_versions_by_camera" ON "camera_versions" USING btree ("id","version");