CREATE TABLE "photos" (
	"photo" text PRIMARY KEY NOT NULL,
	"sent" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"case_id" text
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "report" jsonb;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "photos_by_case" ON "photos" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "photos_loose" ON "photos" USING btree ("by","at") WHERE case_id is null;--> statement-breakpoint
CREATE INDEX "cases_by_reporter" ON "cases" USING btree ((report ->> 'by'),"id") WHERE report is not null;