CREATE TABLE "case_openings" (
	"case_id" text NOT NULL,
	"username" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "case_openings_case_id_username_pk" PRIMARY KEY("case_id","username")
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "listeners" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "received_at" bigint;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "received_by" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "opened_at" bigint;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "opened_by" text;--> statement-breakpoint
ALTER TABLE "case_openings" ADD CONSTRAINT "case_openings_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
UPDATE "notifications" SET "state" = 'handed-over', "listeners" = 'unknown' WHERE "state" = 'delivered';
