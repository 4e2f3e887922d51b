CREATE TABLE "duty_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"change" text NOT NULL,
	"at" bigint NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"restored_from" integer,
	"content" jsonb NOT NULL,
	"site_file" jsonb
);
