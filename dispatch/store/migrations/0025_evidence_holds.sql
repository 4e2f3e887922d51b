CREATE TABLE "evidence_holds" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"since" bigint NOT NULL,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	"lifted_at" bigint,
	"lifted_by" text,
	"lifted_because" text
);
--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "deleted_at" bigint;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "deleted_why" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "removed_at" bigint;--> statement-breakpoint
ALTER TABLE "evidence_holds" ADD CONSTRAINT "evidence_holds_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_holds_in_force" ON "evidence_holds" USING btree ("case_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "media_to_remove" ON "media" USING btree ("deleted_at") WHERE deleted_at is not null and removed_at is null;