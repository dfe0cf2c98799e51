import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editorSchemas } from './json-schemas.ts';

describe('the JSON Schemas for editors', () => {
  test.each(Object.entries(editorSchemas()))('%s is what the format says now', (file, schema) => {
    const written: unknown = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
    expect(written, 'run "npm run schemas" and commit the result').toEqual(
      JSON.parse(JSON.stringify(schema)),
    );
  });

  test('ask only for what an author must write', () => {
    const lesson = editorSchemas()['lesson.schema.json'] as {
      required: string[];
      additionalProperties: boolean;
    };
    expect(lesson.required).toEqual(['id', 'title', 'description', 'objectives', 'steps']);
    expect(lesson.additionalProperties).toBe(false);
  });
});
