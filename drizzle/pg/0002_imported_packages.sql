CREATE TABLE "tip_mappings" (
	"course_id" text NOT NULL,
	"objective_id" text NOT NULL,
	"tip" text NOT NULL,
	CONSTRAINT "tip_mappings_course_id_objective_id_pk" PRIMARY KEY("course_id","objective_id")
);
--> statement-breakpoint
CREATE TABLE "package_states" (
	"attempt_id" text PRIMARY KEY NOT NULL,
	"current_sco" text,
	"sequencing" text
);
--> statement-breakpoint
CREATE TABLE "call_logs" (
	"attempt_id" text NOT NULL,
	"sco_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"part" integer NOT NULL,
	"skipped" integer NOT NULL,
	"calls" text NOT NULL,
	"at_ms" bigint NOT NULL,
	CONSTRAINT "call_logs_attempt_id_sco_id_epoch_part_pk" PRIMARY KEY("attempt_id","sco_id","epoch","part")
);
--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "source" text DEFAULT 'library' NOT NULL;--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "settings" jsonb;--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "state" text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "imported" jsonb;--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "contents" jsonb;--> statement-breakpoint
ALTER TABLE "scos" ADD COLUMN "listed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "scos" ADD COLUMN "data" jsonb;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "trial" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tracked_states" ADD COLUMN "progress" double precision;--> statement-breakpoint
ALTER TABLE "launches" ADD COLUMN "mode" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "correct" jsonb;--> statement-breakpoint
ALTER TABLE "tip_mappings" ADD CONSTRAINT "tip_mappings_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_states" ADD CONSTRAINT "package_states_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_logs_at" ON "call_logs" USING btree ("at_ms");