CREATE TABLE "quality_cases" (
	"sample" integer NOT NULL,
	"position" integer NOT NULL,
	"case_id" text NOT NULL,
	"first" text NOT NULL,
	"first_by" text NOT NULL,
	"first_at" bigint NOT NULL,
	CONSTRAINT "quality_cases_sample_position_pk" PRIMARY KEY("sample","position")
);
--> statement-breakpoint
CREATE TABLE "quality_checks" (
	"sample" integer NOT NULL,
	"person" text NOT NULL,
	"begun_at" bigint NOT NULL,
	"finished_at" bigint,
	CONSTRAINT "quality_checks_sample_person_pk" PRIMARY KEY("sample","person")
);
--> statement-breakpoint
CREATE TABLE "quality_readers" (
	"sample" integer NOT NULL,
	"person" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "quality_readers_sample_person_pk" PRIMARY KEY("sample","person")
);
--> statement-breakpoint
CREATE TABLE "quality_samples" (
	"sample" bigserial PRIMARY KEY NOT NULL,
	"drawn_at" bigint NOT NULL,
	"drawn_by" text NOT NULL,
	"seed" text NOT NULL,
	"is_own_seed" boolean NOT NULL,
	"filter" jsonb NOT NULL,
	"reason" text NOT NULL,
	"size" integer NOT NULL,
	"population" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quality_verdicts" (
	"sample" integer NOT NULL,
	"position" integer NOT NULL,
	"person" text NOT NULL,
	"verdict" text NOT NULL,
	"note" text,
	"at" bigint NOT NULL,
	"had_opened" boolean NOT NULL,
	"had_part" boolean NOT NULL,
	CONSTRAINT "quality_verdicts_sample_position_person_pk" PRIMARY KEY("sample","position","person")
);
--> statement-breakpoint
ALTER TABLE "quality_cases" ADD CONSTRAINT "quality_cases_sample_quality_samples_sample_fk" FOREIGN KEY ("sample") REFERENCES "public"."quality_samples"("sample") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_cases" ADD CONSTRAINT "quality_cases_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_checks" ADD CONSTRAINT "quality_checks_sample_quality_samples_sample_fk" FOREIGN KEY ("sample") REFERENCES "public"."quality_samples"("sample") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_readers" ADD CONSTRAINT "quality_readers_sample_quality_samples_sample_fk" FOREIGN KEY ("sample") REFERENCES "public"."quality_samples"("sample") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_verdicts" ADD CONSTRAINT "quality_verdicts_sample_quality_samples_sample_fk" FOREIGN KEY ("sample") REFERENCES "public"."quality_samples"("sample") ON DELETE no action ON UPDATE no action;