CREATE TABLE "alerts" (
	"alert_id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"effect" text NOT NULL,
	"received_at" bigint NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_numbers" (
	"day" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_steps" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"at" bigint NOT NULL,
	"step" text NOT NULL,
	"state" text NOT NULL,
	"actor" text,
	"alert_id" text
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"present" boolean NOT NULL,
	"camera_id" text NOT NULL,
	"camera_name" text NOT NULL,
	"fence_id" text NOT NULL,
	"fence_name" text NOT NULL,
	"grid_cell" text,
	"matter_code" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"last_event_at" bigint NOT NULL,
	"last_sequence" integer NOT NULL,
	"cleared_at" bigint,
	"acknowledged_at" bigint,
	"acknowledged_by" text,
	"confidence" double precision NOT NULL,
	"region" jsonb NOT NULL,
	"reason" text NOT NULL,
	"polygon" jsonb NOT NULL,
	"trace" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media" (
	"incident_id" text NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"notification_id" text NOT NULL,
	"case_id" text NOT NULL,
	"role" text NOT NULL,
	"topic" text NOT NULL,
	"routing" text NOT NULL,
	"body" jsonb NOT NULL,
	"raised_at" bigint NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"at" bigint NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "rejected_messages" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"reason" text NOT NULL,
	"body" text NOT NULL,
	"faults" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"username" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"salt" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"cost" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_steps" ADD CONSTRAINT "case_steps_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_username_users_username_fk" FOREIGN KEY ("username") REFERENCES "public"."users"("username") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alerts_by_incident" ON "alerts" USING btree ("incident_id","sequence");--> statement-breakpoint
CREATE INDEX "case_steps_by_case" ON "case_steps" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_by_incident" ON "cases" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "cases_by_time" ON "cases" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "cases_present" ON "cases" USING btree ("present");--> statement-breakpoint
CREATE UNIQUE INDEX "media_by_incident" ON "media" USING btree ("incident_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_by_id" ON "notifications" USING btree ("notification_id");--> statement-breakpoint
CREATE INDEX "notifications_waiting" ON "notifications" USING btree ("state","position");--> statement-breakpoint
CREATE INDEX "notifications_by_case" ON "notifications" USING btree ("case_id");