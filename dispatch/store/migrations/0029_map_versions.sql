CREATE TABLE "map_versions" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"change" text NOT NULL,
	"at" bigint NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"content" jsonb
);
--> statement-breakpoint
CREATE UNIQUE INDEX "map_versions_by_item" ON "map_versions" USING btree ("kind","id","version");--> statement-breakpoint
CREATE INDEX "map_versions_by_change" ON "map_versions" USING btree ("change");