import { parseYaml } from '#courses/format/parse-file.ts';
import { LanguagePack } from './language-pack.ts';

/** Reads a language pack from YAML. Throws an Error that names the file and what is wrong with it. */
export function parsePack(text: string, file: string): LanguagePack {
  const { value, problems } = parseYaml(LanguagePack, text, file);
  if (value !== undefined) return value;
  const [first] = problems;
  throw new Error(`${file}:${first?.line ?? 1}: ${first?.message ?? 'not a language pack'}`);
}
