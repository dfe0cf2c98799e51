import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import type { Edition } from '#courses/format/lesson-data.ts';
import { paths } from '#server/paths.ts';

const LOM_STUB = 'lom-stub.xsd';
const NAMESPACES_2004 = {
  'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
  'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
  'http://www.adlnet.org/xsd/adlseq_v1p3': 'adlseq_v1p3.xsd',
  'http://www.adlnet.org/xsd/adlnav_v1p3': 'adlnav_v1p3.xsd',
  'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
};
const SETS = {
  '1.2': {
    folder: 'scorm12edition',
    namespaces: {
      'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
      'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd',
      'http://www.imsglobal.org/xsd/imsmd_rootv1p2p1': LOM_STUB,
    },
  },
  '2004-3': { folder: 'scorm20043rdedition', namespaces: NAMESPACES_2004 },
  '2004-4': { folder: 'scorm20044thedition', namespaces: NAMESPACES_2004 },
} as const;

// The real metadata schema of 1.2 does not compile ("content model is not determinist") and would spoil the others.
const STUB = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">
  <xs:element name="lom"><xs:complexType>
    <xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence>
    <xs:anyAttribute processContents="skip"/>
  </xs:complexType></xs:element>
</xs:schema>`;

let registered = false;
function registerInputs(): void {
  if (registered) return;
  registered = true;
  xmlRegisterFsInputProviders();
  const stub = `${paths.controlDocuments}/${SETS['1.2'].folder}/${LOM_STUB}`;
  xmlRegisterInputProvider(new XmlBufferInputProvider({ [stub]: new TextEncoder().encode(STUB) }));
}

const validators = new Map<string, XsdValidator>();

/** A schema of our own that imports every namespace: the strict wildcards of content packaging then find their elements. */
function validatorOf(edition: Edition): XsdValidator {
  const known = validators.get(edition);
  if (known) return known;
  registerInputs();
  const { folder, namespaces } = SETS[edition];
  const imports = Object.entries(namespaces).map(
    ([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`,
  );
  const driver = XmlDocument.fromString(
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
    { url: `${paths.controlDocuments}/${folder}/driver.xsd` },
  );
  const validator = XsdValidator.fromDoc(driver);
  driver.dispose();
  validators.set(edition, validator);
  return validator;
}

/** What the edition's official schemas say against a manifest; nothing for a valid one. */
export function schemaErrors(manifest: Uint8Array, edition: Edition): string[] {
  const document = XmlDocument.fromBuffer(manifest);
  try {
    validatorOf(edition).validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ message, line }) => `line ${line}: ${message.trim()}`);
  } finally {
    document.dispose();
  }
}
