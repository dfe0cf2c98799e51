CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"username" text NOT NULL,
	"display_username" text,
	"role" text DEFAULT 'agent' NOT NULL,
	"tryout" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"last_seen_ms" bigint,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_ms" bigint NOT NULL,
	"expires_ms" bigint NOT NULL,
	"used_ms" bigint,
	CONSTRAINT "links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"language" text NOT NULL,
	"description" text NOT NULL,
	"current_version" integer NOT NULL,
	"created_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"number" integer NOT NULL,
	"content_hash" text NOT NULL,
	"edition" text NOT NULL,
	"package_key" text NOT NULL,
	"askwell" jsonb,
	"published_ms" bigint NOT NULL,
	CONSTRAINT "course_versions_package_key_unique" UNIQUE("package_key")
);
--> statement-breakpoint
CREATE TABLE "scos" (
	"version_id" text NOT NULL,
	"sco_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"minutes" double precision NOT NULL,
	"href" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "scos_version_id_sco_id_pk" PRIMARY KEY("version_id","sco_id")
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" text PRIMARY KEY NOT NULL,
	"learner_id" text NOT NULL,
	"course_id" text NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"registration_id" text NOT NULL,
	"version_id" text NOT NULL,
	"number" integer NOT NULL,
	"label" text NOT NULL,
	"created_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tracked_states" (
	"attempt_id" text NOT NULL,
	"sco_id" text NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	"last_hash" text,
	"ended" boolean DEFAULT false NOT NULL,
	"completion_status" text DEFAULT 'not attempted' NOT NULL,
	"success_status" text DEFAULT 'unknown' NOT NULL,
	"reported" text DEFAULT 'not-started' NOT NULL,
	"scaled_score" double precision,
	"total_seconds" double precision DEFAULT 0 NOT NULL,
	"first_ms" bigint,
	"last_ms" bigint,
	"completed_ms" bigint,
	"cmi" text,
	CONSTRAINT "tracked_states_attempt_id_sco_id_pk" PRIMARY KEY("attempt_id","sco_id")
);
--> statement-breakpoint
CREATE TABLE "play_sessions" (
	"attempt_id" text NOT NULL,
	"sco_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"started_ms" bigint NOT NULL,
	"last_ms" bigint NOT NULL,
	"base_seconds" double precision NOT NULL,
	"seconds" double precision DEFAULT 0 NOT NULL,
	"ended" boolean DEFAULT false NOT NULL,
	CONSTRAINT "play_sessions_attempt_id_sco_id_epoch_pk" PRIMARY KEY("attempt_id","sco_id","epoch")
);
--> statement-breakpoint
CREATE TABLE "launches" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"attempt_id" text NOT NULL,
	"sco_id" text NOT NULL,
	"learner_id" text NOT NULL,
	"created_ms" bigint NOT NULL,
	"expires_ms" bigint NOT NULL,
	CONSTRAINT "launches_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "interactions" (
	"id" text PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"sco_id" text NOT NULL,
	"position" integer NOT NULL,
	"interaction_id" text NOT NULL,
	"type" text NOT NULL,
	"time" text NOT NULL,
	"response" text NOT NULL,
	"result" text NOT NULL,
	"latency" text NOT NULL,
	"objectives" jsonb NOT NULL,
	"first_try" boolean NOT NULL,
	"at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"interaction_key" text NOT NULL,
	"registration_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"objective_id" text NOT NULL,
	"tip" text NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"because" text,
	"at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "objective_progress" (
	"registration_id" text NOT NULL,
	"objective_id" text NOT NULL,
	"tip" text NOT NULL,
	"level" text NOT NULL,
	"since_ms" bigint NOT NULL,
	CONSTRAINT "objective_progress_registration_id_objective_id_pk" PRIMARY KEY("registration_id","objective_id")
);
--> statement-breakpoint
CREATE TABLE "tip_progress" (
	"registration_id" text NOT NULL,
	"tip" text NOT NULL,
	"level" text NOT NULL,
	"since_ms" bigint NOT NULL,
	CONSTRAINT "tip_progress_registration_id_tip_pk" PRIMARY KEY("registration_id","tip")
);
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scos" ADD CONSTRAINT "scos_version_id_course_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."course_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_learner_id_user_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_version_id_course_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."course_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracked_states" ADD CONSTRAINT "tracked_states_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "launches" ADD CONSTRAINT "launches_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_interaction_key_interactions_id_fk" FOREIGN KEY ("interaction_key") REFERENCES "public"."interactions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objective_progress" ADD CONSTRAINT "objective_progress_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_progress" ADD CONSTRAINT "tip_progress_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "links_user" ON "links" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "course_versions_number" ON "course_versions" USING btree ("course_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_learner_course" ON "registrations" USING btree ("learner_id","course_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_number" ON "attempts" USING btree ("registration_id","number");--> statement-breakpoint
CREATE INDEX "attempts_label" ON "attempts" USING btree ("label");--> statement-breakpoint
CREATE INDEX "launches_expires" ON "launches" USING btree ("expires_ms");--> statement-breakpoint
CREATE INDEX "interactions_attempt" ON "interactions" USING btree ("attempt_id","sco_id","at_ms");--> statement-breakpoint
CREATE INDEX "evidence_registration" ON "evidence" USING btree ("registration_id","objective_id");