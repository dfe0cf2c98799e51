CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`username` text NOT NULL,
	`display_username` text,
	`role` text DEFAULT 'agent' NOT NULL,
	`tryout` integer DEFAULT false NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`last_seen_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_username_unique` ON `user` (`username`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer,
	`updated_at` integer
);
--> statement-breakpoint
CREATE TABLE `links` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_ms` integer NOT NULL,
	`expires_ms` integer NOT NULL,
	`used_ms` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `links_token_hash_unique` ON `links` (`token_hash`);--> statement-breakpoint
CREATE INDEX `links_user` ON `links` (`user_id`);--> statement-breakpoint
CREATE TABLE `courses` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`language` text NOT NULL,
	`description` text NOT NULL,
	`current_version` integer NOT NULL,
	`created_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `course_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`number` integer NOT NULL,
	`content_hash` text NOT NULL,
	`edition` text NOT NULL,
	`package_key` text NOT NULL,
	`askwell` text,
	`published_ms` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_versions_package_key_unique` ON `course_versions` (`package_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `course_versions_number` ON `course_versions` (`course_id`,`number`);--> statement-breakpoint
CREATE TABLE `scos` (
	`version_id` text NOT NULL,
	`sco_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`minutes` real NOT NULL,
	`href` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`version_id`, `sco_id`),
	FOREIGN KEY (`version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `registrations` (
	`id` text PRIMARY KEY NOT NULL,
	`learner_id` text NOT NULL,
	`course_id` text NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`created_ms` integer NOT NULL,
	FOREIGN KEY (`learner_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `registrations_learner_course` ON `registrations` (`learner_id`,`course_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`registration_id` text NOT NULL,
	`version_id` text NOT NULL,
	`number` integer NOT NULL,
	`label` text NOT NULL,
	`created_ms` integer NOT NULL,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_number` ON `attempts` (`registration_id`,`number`);--> statement-breakpoint
CREATE INDEX `attempts_label` ON `attempts` (`label`);--> statement-breakpoint
CREATE TABLE `tracked_states` (
	`attempt_id` text NOT NULL,
	`sco_id` text NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`epoch` integer DEFAULT 0 NOT NULL,
	`last_number` integer DEFAULT 0 NOT NULL,
	`last_hash` text,
	`ended` integer DEFAULT false NOT NULL,
	`completion_status` text DEFAULT 'not attempted' NOT NULL,
	`success_status` text DEFAULT 'unknown' NOT NULL,
	`reported` text DEFAULT 'not-started' NOT NULL,
	`scaled_score` real,
	`total_seconds` real DEFAULT 0 NOT NULL,
	`first_ms` integer,
	`last_ms` integer,
	`completed_ms` integer,
	`cmi` text,
	PRIMARY KEY(`attempt_id`, `sco_id`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `play_sessions` (
	`attempt_id` text NOT NULL,
	`sco_id` text NOT NULL,
	`epoch` integer NOT NULL,
	`started_ms` integer NOT NULL,
	`last_ms` integer NOT NULL,
	`base_seconds` real NOT NULL,
	`seconds` real DEFAULT 0 NOT NULL,
	`ended` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`attempt_id`, `sco_id`, `epoch`)
);
--> statement-breakpoint
CREATE TABLE `launches` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`attempt_id` text NOT NULL,
	`sco_id` text NOT NULL,
	`learner_id` text NOT NULL,
	`created_ms` integer NOT NULL,
	`expires_ms` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `launches_token_hash_unique` ON `launches` (`token_hash`);--> statement-breakpoint
CREATE INDEX `launches_expires` ON `launches` (`expires_ms`);--> statement-breakpoint
CREATE TABLE `interactions` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`sco_id` text NOT NULL,
	`position` integer NOT NULL,
	`interaction_id` text NOT NULL,
	`type` text NOT NULL,
	`time` text NOT NULL,
	`response` text NOT NULL,
	`result` text NOT NULL,
	`latency` text NOT NULL,
	`objectives` text NOT NULL,
	`first_try` integer NOT NULL,
	`at_ms` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `interactions_attempt` ON `interactions` (`attempt_id`,`sco_id`,`at_ms`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`interaction_key` text NOT NULL,
	`registration_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`objective_id` text NOT NULL,
	`tip` text NOT NULL,
	`source` text NOT NULL,
	`kind` text NOT NULL,
	`because` text,
	`at_ms` integer NOT NULL,
	FOREIGN KEY (`interaction_key`) REFERENCES `interactions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `evidence_registration` ON `evidence` (`registration_id`,`objective_id`);--> statement-breakpoint
CREATE TABLE `objective_progress` (
	`registration_id` text NOT NULL,
	`objective_id` text NOT NULL,
	`tip` text NOT NULL,
	`level` text NOT NULL,
	`since_ms` integer NOT NULL,
	PRIMARY KEY(`registration_id`, `objective_id`),
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `tip_progress` (
	`registration_id` text NOT NULL,
	`tip` text NOT NULL,
	`level` text NOT NULL,
	`since_ms` integer NOT NULL,
	PRIMARY KEY(`registration_id`, `tip`),
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE cascade
);
