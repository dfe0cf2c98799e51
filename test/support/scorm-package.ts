import { type Zippable, zipSync } from 'fflate';
import { SCO_SCRIPT } from './scorm-page.ts';

/** An item of a test package. With `items` it is a folder, otherwise it opens a page of its own, `<id>.html`. */
export type ScormItem = {
  id: string;
  title: string;
  items?: ScormItem[];
  /** The whole page; left out, a real SCO that starts its run-time and has a button per deed (scorm-page.ts). */
  html?: string;
  /** Opens, and never talks to us. */
  asset?: boolean;
  parameters?: string;
  isVisible?: boolean;
  /** Elements behind `<title>` as they stand in the manifest, such as `<adlcp:masteryscore>80</adlcp:masteryscore>`. */
  xml?: string;
  /** 2004: what stands in the item's `<imsss:sequencing>`. */
  sequencing?: string;
};

export type ScormPackage = {
  edition: '1.2' | '2004';
  title: string;
  items: ScormItem[];
  /** Other files by their path; one called as a file of ours replaces it. */
  files?: Record<string, string | Uint8Array>;
  /** 2004: what stands in the organization's `<imsss:sequencing>`. */
  sequencing?: string;
  /** The last word on the manifest, for tests of odd ones. */
  manifest?: (xml: string) => string;
};

/** One SCO. */
export const single12: ScormPackage = {
  edition: '1.2',
  title: 'How to listen',
  items: [{ id: 'listen', title: 'Listen first' }],
};

/** Two folders with four SCOs, a mastery score, and a page that never talks to us. */
export const multi12: ScormPackage = {
  edition: '1.2',
  title: 'Calls from start to end',
  items: [
    {
      id: 'begin',
      title: 'The start',
      items: [
        { id: 'greet', title: 'Greet', parameters: '?step=1' },
        { id: 'ask', title: 'Ask', xml: '<adlcp:masteryscore>80</adlcp:masteryscore>' },
      ],
    },
    {
      id: 'finish',
      title: 'The end',
      items: [
        { id: 'agree', title: 'Agree', xml: '<adlcp:datafromlms>slow=1</adlcp:datafromlms>' },
        { id: 'close', title: 'Say goodbye' },
        { id: 'leaflet', title: 'A leaflet', asset: true },
      ],
    },
  ],
};

const CHOICE_AND_FLOW = '<imsss:controlMode choice="true" flow="true"/>';

/** Two SCOs in a folder and one behind it, with choice and flow; the second one satisfies by measure. */
export const sequenced2004: ScormPackage = {
  edition: '2004',
  title: 'Questions in order',
  sequencing: CHOICE_AND_FLOW,
  items: [
    {
      id: 'questions',
      title: 'Questions',
      sequencing: CHOICE_AND_FLOW,
      items: [
        { id: 'open', title: 'Open questions' },
        {
          id: 'impact',
          title: 'Questions about impact',
          sequencing:
            '<imsss:objectives><imsss:primaryObjective objectiveID="impact-objective" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>',
        },
      ],
    },
    { id: 'recap', title: 'Recap' },
  ],
};

/** A small package as a zip, with real pages; what a test does not say is as plain and as right as can be. */
export const buildScormPackage = async (wanted: ScormPackage): Promise<Buffer> =>
  Buffer.from(zipSync(zippable(scormFiles(wanted)), { mtime: new Date(1980, 0, 1, 12) }));

/** The files of that zip by their path, the manifest first. */
export function scormFiles(wanted: ScormPackage): Map<string, Uint8Array> {
  const pages = leaves(wanted.items).map((item) => [pageOf(item), page(wanted, item)] as const);
  const own = { 'sco.js': SCO_SCRIPT, ...Object.fromEntries(pages), ...wanted.files };
  const manifest = (wanted.manifest ?? ((xml) => xml))(manifestOf(wanted));
  return new Map(
    Object.entries({ 'imsmanifest.xml': manifest, ...own }).map(([path, content]) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
}

const zippable = (files: ReadonlyMap<string, Uint8Array>): Zippable => Object.fromEntries(files);
const leaves = (items: ScormItem[]): ScormItem[] =>
  items.flatMap((item) => (item.items ? leaves(item.items) : [item]));
const pageOf = ({ id }: ScormItem): string => `${id}.html`;
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

const page = ({ edition }: ScormPackage, { title, html, asset }: ScormItem): string =>
  html ??
  `<!doctype html><html lang="en" data-edition="${edition}"><meta charset="utf-8"><title>${escaped(title)}</title>${asset ? '' : '<script src="sco.js"></script>'}<h1>${escaped(title)}</h1><p id="state"></p></html>`;

const NAMESPACES = {
  '1.2':
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
  '2004':
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"',
};
const SCHEMA_VERSION = { '1.2': '1.2', '2004': '2004 4th Edition' };

function manifestOf(wanted: ScormPackage): string {
  const { edition, title, items, sequencing } = wanted;
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="package" ${NAMESPACES[edition]}>
<metadata><schema>ADL SCORM</schema><schemaversion>${SCHEMA_VERSION[edition]}</schemaversion></metadata>
<organizations default="org"><organization identifier="org"><title>${escaped(title)}</title>
${items.map(itemXml).join('\n')}
${sequencingXml(sequencing)}</organization></organizations>
<resources>
${leaves(items)
  .map((item, at) => resourceXml(wanted, item, at))
  .join('\n')}
</resources>
</manifest>`;
}

function itemXml(item: ScormItem): string {
  const { id, title, items, parameters, isVisible = true, xml = '', sequencing } = item;
  const opens = items ? '' : ` identifierref="res-${id}"`;
  const more = `${parameters ? ` parameters="${escaped(parameters)}"` : ''}${isVisible ? '' : ' isvisible="false"'}`;
  const inner = (items ?? []).map(itemXml).join('\n');
  return `<item identifier="${id}"${opens}${more}><title>${escaped(title)}</title>${inner}${xml}${sequencingXml(sequencing)}</item>`;
}

const sequencingXml = (inner: string | undefined): string =>
  inner === undefined ? '' : `<imsss:sequencing>${inner}</imsss:sequencing>`;

/** The first page's resource lists what belongs to all of them. */
function resourceXml({ edition, files = {} }: ScormPackage, item: ScormItem, at: number): string {
  const own = pageOf(item);
  const listed = [own, ...(at === 0 ? ['sco.js', ...Object.keys(files)].filter((path) => path !== own) : [])];
  const type = `${edition === '1.2' ? 'scormtype' : 'scormType'}="${item.asset ? 'asset' : 'sco'}"`;
  const list = listed.map((path) => `<file href="${escaped(encodeURI(path))}"/>`).join('');
  return `<resource identifier="res-${item.id}" type="webcontent" adlcp:${type} href="${own}">${list}</resource>`;
}
