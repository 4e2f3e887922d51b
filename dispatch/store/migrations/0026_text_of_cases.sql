-- What free text is looked for in. concat_ws is not called immutable, as it writes dates by a setting; of texts it is.
CREATE FUNCTION text_of_case(id text, camera text, fence text, matter text, place text, reason text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	AS $$ SELECT lower(concat_ws(chr(10), id, camera, fence, matter, place, reason)) $$;
--> statement-breakpoint
-- Every two neighbouring characters once. Works for Chinese too, and needs no extension. Slow: the index should be asked first.
CREATE FUNCTION text_pairs(body text) RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000
	AS $$ SELECT coalesce(array_agg(DISTINCT substr(body, at, 2)), '{}') FROM generate_series(1, length(body) - 1) AS at $$;
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "searched" text GENERATED ALWAYS AS (text_of_case(id, camera_name, fence_name, matter_code, place, reason)) STORED;--> statement-breakpoint
CREATE INDEX "cases_by_text" ON "cases" USING gin (text_pairs("searched"));
--> statement-breakpoint
ANALYZE "cases";
