import { parseFile } from '#courses/format/parse-file.ts';
import { readYaml } from '#courses/format/read-yaml.ts';
import { LanguagePack } from './language-pack.ts';

/** Reads a language pack from YAML. Throws an Error that names the file and what is wrong with it. */
export function parsePack(text: string, file: string): LanguagePack {
  const { source, problems } = readYaml(file, text);
  const parsed = source === undefined ? { value: undefined, problems } : parseFile(LanguagePack, source);
  if (parsed.value !== undefined) return parsed.value;
  const [first] = parsed.problems;
  throw new Error(`${file}:${first?.line ?? 1}: ${first?.message ?? 'not a language pack'}`);
}
