ALTER TABLE "notifications" ADD COLUMN "addressee" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "addressee_key" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "next_at" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "tries" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "queued_at" bigint;--> statement-breakpoint
CREATE INDEX "notifications_by_addressee" ON "notifications" USING btree ("addressee_key","queued_at");