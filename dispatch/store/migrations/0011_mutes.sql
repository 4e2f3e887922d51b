CREATE TABLE "mutes" (
	"mute" bigserial PRIMARY KEY NOT NULL,
	"of" text NOT NULL,
	"id" text NOT NULL,
	"from" bigint NOT NULL,
	"until" bigint NOT NULL,
	"reason" text NOT NULL,
	"author" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "mutes_by_end" ON "mutes" USING btree ("until");