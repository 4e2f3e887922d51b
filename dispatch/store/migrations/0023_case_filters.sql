CREATE INDEX "case_incidents_by_camera" ON "case_incidents" USING btree ("camera_id","case_id");--> statement-breakpoint
CREATE INDEX "case_steps_by_actor" ON "case_steps" USING btree ("actor","case_id") WHERE actor is not null;--> statement-breakpoint
CREATE INDEX "case_steps_by_person" ON "case_steps" USING btree ((details -> 'to' ->> 'person'),"case_id") WHERE details -> 'to' ->> 'person' is not null;--> statement-breakpoint
CREATE INDEX "cases_by_kind" ON "cases" USING btree ("kind","last_opened_at","id");--> statement-breakpoint
CREATE INDEX "cases_by_cell" ON "cases" USING btree ("grid_cell" text_pattern_ops,"last_opened_at");--> statement-breakpoint
CREATE INDEX "cases_by_opening" ON "cases" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "cases_by_holder" ON "cases" USING btree ("acknowledged_by");