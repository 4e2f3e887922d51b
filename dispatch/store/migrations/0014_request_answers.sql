CREATE TABLE "request_answers" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"started_at" bigint NOT NULL,
	"status" integer,
	"content_type" text,
	"body" text
);
--> statement-breakpoint
CREATE INDEX "request_answers_by_time" ON "request_answers" USING btree ("started_at");