import { z } from 'zod';
import { CourseFile } from './course.ts';
import { Lesson } from './lesson.ts';
import { Tips } from './tips.ts';

/** What an author may write, as JSON Schema for editors: file name (in this folder) -> schema. */
export function editorSchemas(): Record<string, object> {
  return {
    'course.schema.json': editorSchema('An Askwell course: course.yaml', CourseFile),
    'lesson.schema.json': editorSchema('An Askwell lesson: lessons/<id>.yaml', Lesson),
    'tips.schema.json': editorSchema('The four success tips: tips.yaml', Tips),
  };
}

/** `io: input`, because an author need not write what has a default, and writes before anything is transformed. */
function editorSchema(title: string, schema: z.ZodType): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return { $schema, title, ...rest };
}
