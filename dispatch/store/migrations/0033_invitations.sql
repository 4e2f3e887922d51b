ALTER TABLE "users" ADD COLUMN "invitation_hash" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "invited_until" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_invitation_hash_unique" UNIQUE("invitation_hash");