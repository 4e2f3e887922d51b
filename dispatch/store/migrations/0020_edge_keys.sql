CREATE TABLE "edge_invitations" (
	"hash" text PRIMARY KEY NOT NULL,
	"edge_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	"used_by" text
);
--> statement-breakpoint
CREATE TABLE "edge_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"edge_id" text NOT NULL,
	"state" text NOT NULL,
	"since" bigint NOT NULL,
	"ended_at" bigint,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "refused_alerts" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"alert_id" text NOT NULL,
	"edge_id" text NOT NULL,
	"camera_name" text NOT NULL,
	"reason" text NOT NULL,
	"at" bigint NOT NULL,
	"job_id" text NOT NULL,
	"digest" text NOT NULL,
	"body" text NOT NULL,
	"is_vouched_for" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX "edge_keys_by_edge" ON "edge_keys" USING btree ("edge_id");--> statement-breakpoint
CREATE UNIQUE INDEX "refused_alerts_once" ON "refused_alerts" USING btree ("alert_id","digest");