CREATE TABLE "hand_overs" (
	"hand_over" bigserial PRIMARY KEY NOT NULL,
	"unit" text NOT NULL,
	"part" text NOT NULL,
	"from" bigint NOT NULL,
	"at" bigint NOT NULL,
	"outgoing" jsonb NOT NULL,
	"incoming" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"made_at" bigint NOT NULL,
	"signed_at" bigint,
	"signed_by" text,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "review_gates" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"of" text NOT NULL,
	"target" text NOT NULL,
	"rule" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "swaps" (
	"swap" bigserial PRIMARY KEY NOT NULL,
	"give" jsonb NOT NULL,
	"in_return" jsonb,
	"asker" text NOT NULL,
	"other" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"state" text NOT NULL,
	"ended_at" bigint,
	"ended_by" text,
	"version" integer
);
--> statement-breakpoint
ALTER TABLE "mutes" ADD COLUMN "ended_by" text;--> statement-breakpoint
CREATE UNIQUE INDEX "hand_overs_once" ON "hand_overs" USING btree ("at","unit","part");--> statement-breakpoint
CREATE INDEX "review_gates_by_target" ON "review_gates" USING btree ("of","target","id");--> statement-breakpoint
CREATE INDEX "swaps_by_time" ON "swaps" USING btree ("asked_at");