CREATE TABLE "clip_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"camera_id" text NOT NULL,
	"case_id" text,
	"from" bigint NOT NULL,
	"until" bigint NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"answered_at" bigint
);
--> statement-breakpoint
CREATE INDEX "clip_requests_by_camera" ON "clip_requests" USING btree ("camera_id","at");--> statement-breakpoint
CREATE INDEX "clip_requests_open" ON "clip_requests" USING btree ("at") WHERE answered_at is null;