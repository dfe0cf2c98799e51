import {
  type ManifestInput,
  type ManifestItem,
  metadata,
  resources,
  schemaLocation,
  title,
  XSI,
} from './manifest.ts';
import { element, writeXml, type XmlElement } from './xml.ts';

const CP = 'http://www.imsglobal.org/xsd/imscp_v1p1';
const ADLCP = 'http://www.adlnet.org/xsd/adlcp_v1p3';
const ADLSEQ = 'http://www.adlnet.org/xsd/adlseq_v1p3';
const ADLNAV = 'http://www.adlnet.org/xsd/adlnav_v1p3';
const IMSSS = 'http://www.imsglobal.org/xsd/imsss';

/** What each edition calls itself in `schemaversion`, to the letter (CAM 3.4.1.2). */
const SCHEMA_VERSION = { '2004-3': '2004 3rd Edition', '2004-4': '2004 4th Edition' } as const;

/** `imsmanifest.xml` of a SCORM 2004 package (CAM chapter 3). */
export function writeManifest2004(input: ManifestInput, edition: keyof typeof SCHEMA_VERSION): string {
  const items = input.items.map((item, index) => itemOf(item, index === 0, index === input.items.length - 1));
  const organization = element(
    'organization',
    { identifier: input.organization, 'adlseq:objectivesGlobalToSystem': 'false' },
    [title(input.title), ...items, element('imsss:sequencing', {}, [controlMode(input.order)])],
  );
  return writeXml(
    element('manifest', rootAttributes(input.identifier), [
      metadata(SCHEMA_VERSION[edition]),
      element('organizations', { default: input.organization }, [organization]),
      resources(input, 'adlcp:scormType'),
    ]),
  );
}

const rootAttributes = (identifier: string) => ({
  identifier,
  version: '1.0',
  xmlns: CP,
  'xmlns:adlcp': ADLCP,
  'xmlns:adlseq': ADLSEQ,
  'xmlns:adlnav': ADLNAV,
  'xmlns:imsss': IMSSS,
  'xmlns:xsi': XSI,
  'xsi:schemaLocation': schemaLocation({
    [CP]: 'imscp_v1p1.xsd',
    [ADLCP]: 'adlcp_v1p3.xsd',
    [ADLSEQ]: 'adlseq_v1p3.xsd',
    [ADLNAV]: 'adlnav_v1p3.xsd',
    [IMSSS]: 'imsss_v1p0.xsd',
  }),
});

/**
 * In order: no picking from a list, only on and back. Nothing more, because rules that look at another lesson's objectives
 * need `mapInfo`, and the LMSs that import 2004 packages differ most in how they follow sequencing rules.
 */
const controlMode = (order: ManifestInput['order']): XmlElement =>
  element('imsss:controlMode', { choice: order === 'free' ? 'true' : 'false', flow: 'true' });

function itemOf(item: ManifestItem, first: boolean, last: boolean): XmlElement {
  return element('item', { identifier: item.identifier, identifierref: item.resource, isvisible: 'true' }, [
    title(item.title),
    sequencing(item),
    ...presentation(first, last),
  ]);
}

/**
 * The lesson reports completion and success itself, so nothing here is satisfied by measure: an LMS would else decide
 * in its place. The primary objective comes first by rule of the schema and stands for the lesson as a whole; it holds
 * no `_`, so it cannot be taken for one of the lesson's own. No `mapInfo`: Moodle 4.5 fails to import it.
 */
const sequencing = (item: ManifestItem): XmlElement =>
  element('imsss:sequencing', {}, [
    element('imsss:objectives', {}, [
      element('imsss:primaryObjective', { objectiveID: 'PRIMARYOBJ' }),
      ...item.objectives.map((objectiveID) => element('imsss:objective', { objectiveID })),
    ]),
    element('imsss:deliveryControls', {
      tracked: 'true',
      completionSetByContent: 'true',
      objectiveSetByContent: 'true',
    }),
  ]);

/** Hides the LMS's buttons that would lead nowhere: "previous" on the first lesson, "continue" on the last. */
function presentation(first: boolean, last: boolean): XmlElement[] {
  const hidden = [...(first ? ['previous'] : []), ...(last ? ['continue'] : [])];
  if (hidden.length === 0) return [];
  const buttons = hidden.map((button) => element('adlnav:hideLMSUI', {}, button));
  return [element('adlnav:presentation', {}, [element('adlnav:navigationInterface', {}, buttons)])];
}
