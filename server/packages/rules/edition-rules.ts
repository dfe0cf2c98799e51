import type { XmlNode } from '#server/packages/parse-xml.ts';
import { childrenOf } from '#server/packages/xml-path.ts';
import { quoted, type Rule, unless } from './rule.ts';
import { isLeaf, named, nameOf, type Subject } from './subject.ts';

const BUTTONS = ['previous', 'continue', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll'];
const isOn = (node: XmlNode | undefined, attribute: string): boolean =>
  /^(true|1)$/.test(node?.attributes[attribute] ?? '');
const within = (text: string, least: number, most: number): boolean =>
  text.trim() !== '' && Number(text) >= least && Number(text) <= most;
const sequencingOf = (node: XmlNode): XmlNode | undefined => childrenOf(node, 'sequencing')[0];

/** Pass marks, sequencing and navigation. */
export const EDITION_RULES: readonly Rule[] = [
  {
    name: 'pass-mark',
    level: 'note',
    expected:
      'The manifest holds no pass mark; with one, an LMS may overwrite the status that the content reports',
    broken: (subject) => passMarks(subject).map(({ name }) => name),
  },
  {
    name: 'pass-mark-range',
    level: 'error',
    expected: 'masteryscore is 0 to 100 and minNormalizedMeasure -1 to 1',
    broken: (subject) => [
      ...named(subject, 'masteryscore')
        .filter(({ text }) => !within(text, 0, 100))
        .map(({ text }) => `masteryscore ${quoted(text)}`),
      ...named(subject, 'minNormalizedMeasure')
        .filter(({ text }) => !within(text, -1, 1))
        .map(({ text }) => `minNormalizedMeasure ${quoted(text)}`),
    ],
  },
  {
    name: 'measured-objective-id',
    level: 'warning',
    expected:
      'An objective that is satisfied by measure has an objectiveID, so that content can report to it',
    broken: ({ nodes }) =>
      nodes
        .filter((node) => isOn(node, 'satisfiedByMeasure') && !node.attributes['objectiveID'])
        .map((node) => quoted(node.name)),
  },
  {
    name: 'completion-threshold',
    level: 'warning',
    expected:
      'completionThreshold is text of 0 to 1 in SCORM 2004 3rd Edition, and an empty element with attributes in the 4th',
    broken: (subject) =>
      named(subject, 'completionThreshold')
        .filter(({ text }) =>
          subject.schemaVersion === '2004 4th Edition' ? text !== '' : !within(text, 0, 1),
        )
        .map(({ text }) => quoted(text)),
  },
  {
    name: 'map-info',
    level: 'warning',
    expected: 'No objective is shared between items (mapInfo); Moodle 4.5 fails to import such a package',
    broken: (subject) => named(subject, 'mapInfo').map(() => 'mapInfo'),
  },
  {
    name: 'content-sets-status',
    level: 'warning',
    expected:
      'In SCORM 2004 each SCO is said to set completion and success itself (deliveryControls); SuccessFactors needs it',
    broken: ({ items, edition }) =>
      edition === '1.2'
        ? []
        : items.filter((item) => isLeaf(item) && !setsStatus(item)).map((item) => quoted(nameOf(item))),
  },
  {
    name: 'flow',
    level: 'warning',
    expected: 'In SCORM 2004 the organization lets the learner go on (controlMode flow="true")',
    broken: (subject) =>
      subject.edition === '1.2'
        ? []
        : named(subject, 'organization')
            .filter((organization) => !isOn(controlMode(organization), 'flow'))
            .map((organization) => quoted(nameOf(organization))),
  },
  {
    name: 'hidden-buttons',
    level: 'error',
    expected: `hideLMSUI names a button of the LMS: ${BUTTONS.join(', ')}`,
    broken: (subject) =>
      named(subject, 'hideLMSUI')
        .filter(({ text }) => !BUTTONS.includes(text))
        .map(({ text }) => quoted(text)),
  },
  {
    name: 'no-sequencing-in-1.2',
    level: 'error',
    expected: 'A SCORM 1.2 manifest holds no sequencing and no navigation; those are of 2004',
    broken: (subject) =>
      subject.edition === '2004'
        ? []
        : ['sequencing', 'sequencingCollection', 'presentation'].flatMap((name) =>
            unless(named(subject, name).length === 0, name),
          ),
  },
];

/** Whatever lets an LMS decide about completion or success in the content's place. */
export const passMarks = (subject: Subject): XmlNode[] =>
  subject.nodes.filter(
    (node) =>
      ['masteryscore', 'minNormalizedMeasure', 'completionThreshold'].includes(node.name) ||
      isOn(node, 'satisfiedByMeasure'),
  );

export const controlMode = (node: XmlNode): XmlNode | undefined => {
  const sequencing = sequencingOf(node);
  return sequencing && childrenOf(sequencing, 'controlMode')[0];
};

function setsStatus(item: XmlNode): boolean {
  const sequencing = sequencingOf(item);
  const controls = sequencing && childrenOf(sequencing, 'deliveryControls')[0];
  return isOn(controls, 'completionSetByContent') && isOn(controls, 'objectiveSetByContent');
}
