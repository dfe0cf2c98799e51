CREATE TABLE `tip_mappings` (
	`course_id` text NOT NULL,
	`objective_id` text NOT NULL,
	`tip` text NOT NULL,
	PRIMARY KEY(`course_id`, `objective_id`),
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `package_states` (
	`attempt_id` text PRIMARY KEY NOT NULL,
	`current_sco` text,
	`sequencing` text,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `call_logs` (
	`attempt_id` text NOT NULL,
	`sco_id` text NOT NULL,
	`epoch` integer NOT NULL,
	`part` integer NOT NULL,
	`skipped` integer NOT NULL,
	`calls` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`attempt_id`, `sco_id`, `epoch`, `part`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `call_logs_at` ON `call_logs` (`at_ms`);--> statement-breakpoint
ALTER TABLE `courses` ADD `source` text DEFAULT 'library' NOT NULL;--> statement-breakpoint
ALTER TABLE `courses` ADD `settings` text;--> statement-breakpoint
ALTER TABLE `course_versions` ADD `state` text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE `course_versions` ADD `imported` text;--> statement-breakpoint
ALTER TABLE `course_versions` ADD `contents` text;--> statement-breakpoint
ALTER TABLE `scos` ADD `listed` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `scos` ADD `data` text;--> statement-breakpoint
ALTER TABLE `attempts` ADD `trial` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `tracked_states` ADD `progress` real;--> statement-breakpoint
ALTER TABLE `launches` ADD `mode` text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE `interactions` ADD `description` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `interactions` ADD `correct` text;