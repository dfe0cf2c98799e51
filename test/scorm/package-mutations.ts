import {
  edit,
  encode,
  inManifest,
  is12,
  is2004,
  isInOrder,
  isPerLesson,
  launchFile,
  type Mutation,
  rename,
  replace,
} from './mutation-kit.ts';

/** Ways to break items, resources, files, sequencing and our own description. */
export const PACKAGE_MUTATIONS: readonly Mutation[] = [
  { what: 'no isvisible', rule: 'explicit-visibility', spoil: replace(' isvisible="true"', '') },
  {
    what: 'a hidden lesson',
    rule: 'own-visibility',
    spoil: replace('isvisible="true"', 'isvisible="false"'),
  },
  {
    what: 'start parameters',
    rule: 'own-addresses',
    spoil: replace(' isvisible', ' parameters="?a=1" isvisible'),
  },
  {
    what: 'a query in a launch address',
    rule: 'own-addresses',
    spoil: replace(/(<resource [^>]*href="[^"]*)"/, '$1?a=1"'),
  },
  { what: 'xml:base', rule: 'own-addresses', spoil: replace('<resources>', '<resources xml:base="x/">') },
  {
    what: 'an xml:base without a slash',
    rule: 'xml-base',
    spoil: replace('<resources>', '<resources xml:base="x">'),
  },
  {
    what: 'a resource that is no webcontent',
    rule: 'launch-resource',
    spoil: replace('type="webcontent"', 'type="text/html"'),
  },
  {
    what: 'scormtype spelt as in the other edition',
    rule: 'scorm-type',
    spoil: inManifest((text) =>
      text.replace(/adlcp:scorm(t|T)ype/, (_, letter) => `adlcp:scorm${letter === 't' ? 'T' : 't'}ype`),
    ),
  },
  {
    what: 'assets instead of SCOs',
    rule: 'launches-a-sco',
    spoil: inManifest((text) => text.replaceAll('="sco"', '="asset"')),
  },
  {
    what: 'an asset before the SCO',
    rule: 'sco-first',
    spoil: inManifest((text) =>
      text.replace(
        '<resources>',
        `<resources><resource identifier="A" type="webcontent" ${text.includes('scormType') ? 'adlcp:scormType' : 'adlcp:scormtype'}="asset"/>`,
      ),
    ),
  },
  {
    what: 'a launch file that is not listed',
    rule: 'launch-file-listed',
    spoil: replace(/<file href="[^"]*index\.html"\/>/, ''),
  },
  {
    what: 'a launch file that is gone',
    rule: 'launch-file-exists',
    spoil: (files) => void files.delete(launchFile(files)),
  },
  {
    what: 'a launch file in another letter case',
    rule: 'launch-file-exists',
    spoil: inManifest((text) => text.replaceAll('index.html', 'Index.html')),
  },
  {
    what: 'a listed file that is gone',
    rule: 'listed-files-exist',
    spoil: (files) => void files.delete('player/player.css'),
  },
  {
    what: 'an address on the internet',
    rule: 'external-address',
    spoil: replace('<file href="player/player.js"', '<file href="https://cdn.example/player.js"'),
  },
  {
    what: 'a backslash in an address',
    rule: 'address-form',
    spoil: replace('player/player.js', 'player\\player.js'),
  },
  {
    what: 'a space in an address',
    rule: 'address-form',
    spoil: replace('player/player.js', 'player/the player.js'),
  },
  {
    what: 'an address from the root',
    rule: 'address-form',
    spoil: replace('"player/player.js', '"/player/player.js'),
  },
  {
    what: 'a file that is not listed',
    rule: 'files-listed',
    spoil: (files) => files.set('player/extra.js', encode('1')),
  },
  {
    what: 'a schema that is missing',
    rule: 'control-documents',
    spoil: (files) => void files.delete([...files.keys()].find((path) => path.startsWith('adlcp_')) ?? ''),
  },
  {
    what: 'a missing DTD',
    rule: 'control-documents',
    only: is2004,
    spoil: (files) => void files.delete('datatypes.dtd'),
  },
  {
    what: 'a schema from the internet',
    rule: 'local-schemas',
    only: is2004,
    spoil: (files) =>
      edit(files, 'imscp_v1p1.xsd', (text) => text.replace('"xml.xsd"', '"http://www.w3.org/2001/xml.xsd"')),
  },
  {
    what: 'another page at the root',
    rule: 'own-root-page',
    spoil: (files) => files.set('start.html', encode('x')),
  },
  {
    what: 'another page beside the one to launch',
    rule: 'root-pages',
    only: (options) => !isPerLesson(options),
    spoil: (files) => files.set('index_lms.html', encode('x')),
  },
  {
    what: 'a name with a space',
    rule: 'file-names',
    spoil: (files) => files.set('player/a b.js', encode('1')),
  },
  {
    what: 'a script for a server',
    rule: 'refused-extensions',
    spoil: (files) => files.set('player/track.php', encode('1')),
  },
  {
    what: 'a manifest that is not the first file',
    rule: 'manifest-first',
    spoil: (files) => rename(files, 'imsmanifest.xml', 'imsmanifest.xml'),
  },
  {
    what: 'a mastery score',
    rule: 'own-status',
    only: is12,
    spoil: replace('</item>', '<adlcp:masteryscore>80</adlcp:masteryscore></item>'),
  },
  {
    what: 'a mastery score out of range',
    rule: 'pass-mark-range',
    only: is12,
    spoil: replace('</item>', '<adlcp:masteryscore>180</adlcp:masteryscore></item>'),
  },
  {
    what: 'success by measure',
    rule: 'own-status',
    only: is2004,
    spoil: replace('objectiveID="PRIMARYOBJ"', 'objectiveID="PRIMARYOBJ" satisfiedByMeasure="true"'),
  },
  {
    what: 'a measured objective without an id',
    rule: 'measured-objective-id',
    only: is2004,
    spoil: replace('objectiveID="PRIMARYOBJ"', 'satisfiedByMeasure="true"'),
  },
  {
    what: 'a completion threshold in words',
    rule: 'completion-threshold',
    only: is2004,
    spoil: replace('</title>', '</title><adlcp:completionThreshold>most</adlcp:completionThreshold>'),
  },
  {
    what: 'mapInfo',
    rule: 'map-info',
    only: is2004,
    spoil: replace(
      /<imsss:objective (objectiveID="[^"]*")\/>/,
      '<imsss:objective $1><imsss:mapInfo targetObjectiveID="x"/></imsss:objective>',
    ),
  },
  {
    what: 'completion not set by content',
    rule: 'content-sets-status',
    only: is2004,
    spoil: replace(' completionSetByContent="true"', ''),
  },
  { what: 'no flow', rule: 'flow', only: is2004, spoil: replace(' flow="true"', '') },
  {
    what: 'a button nobody knows',
    rule: 'hidden-buttons',
    only: is2004,
    spoil: replace('>continue<', '>next<'),
  },
  {
    what: 'sequencing in SCORM 1.2',
    rule: 'no-sequencing-in-1.2',
    only: is12,
    spoil: replace('</item>', '<imsss:sequencing/></item>'),
  },
  {
    what: 'a prerequisite that is not there',
    rule: 'prerequisites',
    only: (o) => is12(o) && isInOrder(o) && isPerLesson(o),
    spoil: replace('aicc_script">SCO-', 'aicc_script">XCO-'),
  },
  {
    what: 'a prerequisite of an unknown type',
    rule: 'prerequisites',
    only: (o) => is12(o) && isInOrder(o) && isPerLesson(o),
    spoil: replace('aicc_script', 'script'),
  },
  {
    what: 'no prerequisite',
    rule: 'own-order',
    only: (o) => is12(o) && isInOrder(o) && isPerLesson(o),
    spoil: replace(/<adlcp:prerequisites.*<\/adlcp:prerequisites>/, ''),
  },
  {
    what: 'free choice in spite of an order',
    rule: 'own-order',
    only: (o) => is2004(o) && isInOrder(o),
    spoil: replace('choice="false"', 'choice="true"'),
  },
  {
    what: 'an order nobody asked for',
    rule: 'own-order',
    only: (o) => is2004(o) && !isInOrder(o),
    spoil: replace('choice="true"', 'choice="false"'),
  },
  {
    what: 'a title in the manifest identifier',
    rule: 'own-identifier',
    spoil: replace('identifier="AW-', 'identifier="Ask_what-'),
  },
  {
    what: 'a description of other lessons',
    rule: 'own-description',
    spoil: (files) => edit(files, 'askwell.json', (text) => text.replaceAll('"SCO-', '"XCO-')),
  },
  {
    what: 'a description of another edition',
    rule: 'own-description',
    spoil: (files) =>
      edit(files, 'askwell.json', (text) =>
        text.replace(/"edition": "[^"]*"/, (now) => `"edition": "${now.includes('1.2') ? '2004-4' : '1.2'}"`),
      ),
  },
  {
    what: 'a description that is no JSON',
    rule: 'own-description',
    spoil: (files) => files.set('askwell.json', encode('{')),
  },
];
