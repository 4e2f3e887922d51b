CREATE TABLE "custody_edge" (
	"id" bigint PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"size" bigint NOT NULL,
	"roots" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "custody_heads" (
	"size" bigint PRIMARY KEY NOT NULL,
	"note" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "custody_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "custody_log" (
	"position" bigint PRIMARY KEY NOT NULL,
	"entry" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "custody_personal" (
	"hash" text PRIMARY KEY NOT NULL,
	"salt" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "custody_waiting" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"entry" text NOT NULL
);
--> statement-breakpoint
CREATE FUNCTION custody_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER custody_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "custody_log" FOR EACH STATEMENT EXECUTE FUNCTION custody_refuse();
--> statement-breakpoint
CREATE TRIGGER custody_heads_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON "custody_heads" FOR EACH STATEMENT EXECUTE FUNCTION custody_refuse();
