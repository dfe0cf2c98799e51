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

const CP = 'http://www.imsproject.org/xsd/imscp_rootv1p1p2';
const ADLCP = 'http://www.adlnet.org/xsd/adlcp_rootv1p2';

/**
 * `imsmanifest.xml` of a SCORM 1.2 package (CAM 1.2 section 2.3).
 * There is no `adlcp:masteryscore`: with one, an LMS overwrites the status that the lesson reports.
 */
export function writeManifest12(input: ManifestInput): string {
  const items = input.items.map((item, at) =>
    element('item', { identifier: item.identifier, identifierref: item.resource, isvisible: 'true' }, [
      title(item.title),
      ...(input.order === 'in-order' ? after(input.items[at - 1]) : []),
    ]),
  );
  return writeXml(
    element(
      'manifest',
      {
        identifier: input.identifier,
        version: '1.0',
        xmlns: CP,
        'xmlns:adlcp': ADLCP,
        'xmlns:xsi': XSI,
        'xsi:schemaLocation': schemaLocation({ [CP]: 'imscp_rootv1p1p2.xsd', [ADLCP]: 'adlcp_rootv1p2.xsd' }),
      },
      [
        metadata('1.2'),
        element('organizations', { default: input.organization }, [
          element('organization', { identifier: input.organization }, [title(input.title), ...items]),
        ]),
        resources(input, 'adlcp:scormtype'),
      ],
    ),
  );
}

/** Opens an item once the one before it is completed or passed (CAM 1.2 section 2.3.2.5.1.4). */
const after = (before: ManifestItem | undefined): XmlElement[] =>
  before === undefined ? [] : [element('adlcp:prerequisites', { type: 'aicc_script' }, before.identifier)];
