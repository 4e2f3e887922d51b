CREATE TABLE "case_timers" (
	"case_id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"from" bigint NOT NULL,
	"calendar" jsonb NOT NULL,
	"policy" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "untold" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"notification_id" text NOT NULL,
	"role" text NOT NULL,
	"person" text,
	"reason" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_steps" ADD COLUMN "part" text;--> statement-breakpoint
ALTER TABLE "case_steps" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "case_steps" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "case_steps" ADD COLUMN "key" text;--> statement-breakpoint
ALTER TABLE "case_timers" ADD CONSTRAINT "case_timers_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "untold" ADD CONSTRAINT "untold_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_timers_by_time" ON "case_timers" USING btree ("at");--> statement-breakpoint
CREATE INDEX "untold_by_case" ON "untold" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_steps_by_key" ON "case_steps" USING btree ("case_id","key");