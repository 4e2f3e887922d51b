CREATE TABLE "edge_reports" (
	"edge_id" text PRIMARY KEY NOT NULL,
	"heard_at" bigint NOT NULL,
	"health" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"edge_id" text NOT NULL,
	"code" text NOT NULL,
	"subject" text NOT NULL,
	"since" bigint NOT NULL,
	"until" bigint,
	"times" integer NOT NULL,
	"values" jsonb NOT NULL,
	CONSTRAINT "problems_edge_id_code_subject_since_pk" PRIMARY KEY("edge_id","code","subject","since")
);
--> statement-breakpoint
CREATE INDEX "problems_by_end" ON "problems" USING btree ("until");