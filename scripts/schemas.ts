// npm run schemas: writes the JSON Schemas that editors use to complete and check course files.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorSchemas } from '#courses/format/json-schemas.ts';

const folder = join(import.meta.dirname, '../courses/format');
for (const [file, schema] of Object.entries(editorSchemas())) {
  writeFileSync(join(folder, file), `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`courses/format/${file}`);
}
