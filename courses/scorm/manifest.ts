import { manifestTitle } from './identifiers.ts';
import { element, type XmlElement } from './xml.ts';

/** What a manifest says, for either edition. Paths are as in the zip (decoded, `/` between names). */
export type ManifestInput = {
  identifier: string;
  organization: string;
  title: string;
  items: ManifestItem[];
  /** Whether the items may be taken in any order, or each only after the one before. */
  order: 'free' | 'in-order';
  /** Files that every SCO uses. */
  sharedFiles: string[];
};

export type ManifestItem = {
  /** Identifier of the item, and of the resource it refers to. */
  identifier: string;
  resource: string;
  title: string;
  /** The launch file; it is listed whether or not `files` names it. */
  href: string;
  /** Files of this SCO alone. */
  files: string[];
  /** Full objective ids, `lesson_objective`; SCORM 1.2 manifests cannot name them. */
  objectives: string[];
};

export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Namespace and file pairs, separated by plain spaces: a line end in here broke imports of other tools' packages. */
export const schemaLocation = (files: Record<string, string>): string =>
  Object.entries(files)
    .map(([namespace, file]) => `${namespace} ${file}`)
    .join(' ');

export const metadata = (version: string): XmlElement =>
  element('metadata', {}, [element('schema', {}, 'ADL SCORM'), element('schemaversion', {}, version)]);

export const title = (text: string): XmlElement => element('title', {}, manifestTitle(text));

/**
 * One resource per SCO and nothing before them, because Open edX launches the first resource with an address.
 * Shared files are listed again in each: servers that drop unlisted files do not all follow a dependency.
 */
export function resources(
  input: ManifestInput,
  scormType: 'adlcp:scormtype' | 'adlcp:scormType',
): XmlElement {
  return element(
    'resources',
    {},
    input.items.map((item) =>
      element(
        'resource',
        { identifier: item.resource, type: 'webcontent', [scormType]: 'sco', href: toHref(item.href) },
        filesOf(item, input.sharedFiles).map((path) => element('file', { href: toHref(path) })),
      ),
    ),
  );
}

/** The launch file first, the rest in order, each once. */
const filesOf = (item: ManifestItem, shared: string[]): string[] => [
  ...new Set([item.href, ...[...item.files, ...shared].sort()]),
];

/** A zip path as a relative address: percent-encoded, slashes kept. */
export const toHref = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
