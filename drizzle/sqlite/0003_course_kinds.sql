ALTER TABLE `courses` ADD `kind` text DEFAULT 'course' NOT NULL;--> statement-breakpoint
ALTER TABLE `courses` ADD `translation_of` text;