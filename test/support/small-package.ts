import { strToU8, zipSync } from 'fflate';

/** What differs from a SCORM 1.2 manifest of one page; each is XML. */
export type ManifestParts = Partial<{
  head: string;
  /** Attributes of `manifest` beside its identifier. */
  root: string;
  metadata: string;
  organizations: string;
  items: string;
  resources: string;
}>;

const NAMESPACES_12 =
  'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"';
const NAMESPACES_2004 =
  'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"';

/** A manifest of one page, "Fish & chips", with parts exchanged. */
export const smallManifest = (parts: ManifestParts = {}): string =>
  `${parts.head ?? '<?xml version="1.0" encoding="UTF-8"?>'}
<manifest identifier="M" ${parts.root ?? NAMESPACES_12}>
${parts.metadata ?? '<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>'}
${
  parts.organizations ??
  `<organizations default="O"><organization identifier="O"><title>Fish &amp; &#99;hips</title>
${parts.items ?? '<item identifier="I1" identifierref="R1"><title>One</title></item>'}
</organization></organizations>`
}
<resources>${parts.resources ?? '<resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource>'}</resources></manifest>`;

/** The same in SCORM 2004 4th Edition. */
export const smallManifest2004 = (parts: ManifestParts = {}): string =>
  smallManifest({
    root: NAMESPACES_2004,
    metadata:
      '<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>',
    resources:
      '<resource identifier="R1" type="webcontent" adlcp:scormType="sco" href="index.html"><file href="index.html"/></resource>',
    ...parts,
  });

/** A manifest whose one resource is launched at this address. */
export const launching = (href: string, attributes = ''): string =>
  smallManifest({
    resources: `<resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="${href}" ${attributes}/>`,
  });

export type Files = Record<string, string | Uint8Array>;

export const zipOf = (files: Files): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([path, content]) => [
          path,
          typeof content === 'string' ? strToU8(content) : content,
        ]),
      ),
    ),
  );

/** A package of one page, and more files. */
export const smallPackage = (manifest: string | Uint8Array = smallManifest(), more: Files = {}): Buffer =>
  zipOf({ 'imsmanifest.xml': manifest, 'index.html': '<p>', ...more });
