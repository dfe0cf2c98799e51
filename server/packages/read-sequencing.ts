import type { ScoData } from '#courses/scorm/activity-tree.ts';
import { type CompletionThreshold, HIDDEN_CONTROLS, type Sequencing } from '#courses/scorm/sequencing.ts';
import {
  attribute,
  compact,
  fraction,
  identifier,
  MAX_ENTRIES,
  wholeNumber,
  word,
  yesNo,
} from './manifest-values.ts';
import type { XmlNode } from './parse-xml.ts';
import { readControls } from './read-controls.ts';
import { readObjectives } from './read-objectives.ts';
import { readRollupConsiderations, readRollupRules, readSequencingRules } from './read-rules.ts';

type ReadSequencing = {
  /** Undefined where the manifest says nothing. */
  sequencing: Sequencing | undefined;
  data: Pick<ScoData, 'scaledPassingScore' | 'completionThreshold' | 'objectives' | 'maxTimeAllowed'>;
};

/**
 * Everything that an `organization` or `item` of a SCORM 2004 manifest says about sequencing (CAM 5, SN 3).
 * Whatever is not in the standard's words, out of range or too much is left out, so that any manifest gives a harmless
 * definition.
 * @param collection the `sequencing` elements of the manifest's `sequencingCollection` by their ID
 */
export function readSequencing(item: XmlNode, collection: ReadonlyMap<string, XmlNode>): ReadSequencing {
  const parts = partsOf(item, collection);
  const { primary, others } = readObjectives(parts.filter(({ name }) => name === 'objectives'));
  const threshold = completionThresholdOf(child(item, 'completionThreshold'));
  const limits = child({ children: parts }, 'limitConditions');
  const sequencing = compact({
    sequencingControls: readControls(parts),
    sequencingRules: readSequencingRules(child({ children: parts }, 'sequencingRules')),
    rollupRules: readRollupRules(child({ children: parts }, 'rollupRules')),
    rollupConsiderations: readRollupConsiderations(child({ children: parts }, 'rollupConsiderations')),
    primaryObjective: primary,
    objectives: others.length > 0 ? others : undefined,
    attemptLimit: wholeNumber(limits, 'attemptLimit'),
    completionThreshold: threshold,
    hideLmsUi: orNothing(hiddenControls(item)),
    sharedDataMaps: orNothing(sharedDataMaps(item)),
    auxiliaryResources: orNothing(auxiliaryResources(child({ children: parts }, 'auxiliaryResources'))),
  });
  return {
    sequencing,
    data: {
      scaledPassingScore: primary?.satisfiedByMeasure ? String(primary.minNormalizedMeasure) : '',
      completionThreshold: threshold?.completedByMeasure ? String(threshold.minProgressMeasure) : '',
      objectives: [primary, ...others].flatMap((objective) => objective?.objectiveID || []),
      maxTimeAllowed: durationOf(limits),
    },
  };
}

const child = ({ children }: Pick<XmlNode, 'children'>, name: string): XmlNode | undefined =>
  children.find((inner) => inner.name === name);

const orNothing = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/**
 * The parts of an item's `sequencing`, with those of the collection it refers to. A part written inline replaces the
 * collection's part of that name (CAM 5.1.1). The two elements named `objectives` (imsss and adlseq) are apart.
 */
function partsOf(item: XmlNode, collection: ReadonlyMap<string, XmlNode>): XmlNode[] {
  const inline = child(item, 'sequencing');
  const shared = collection.get(inline?.attributes['IDRef'] ?? '');
  const own = inline?.children ?? [];
  const kinds = new Set(own.map(kindOf));
  return [...own, ...(shared?.children ?? []).filter((part) => !kinds.has(kindOf(part)))];
}

const kindOf = (part: XmlNode): string =>
  part.name === 'objectives' && child(part, 'primaryObjective') === undefined
    ? 'adlseq:objectives'
    : part.name;

/** 4th edition: attributes; 3rd edition: the measure is the element's text. */
function completionThresholdOf(node: XmlNode | undefined): CompletionThreshold | undefined {
  if (node === undefined) return undefined;
  const text = fraction(node.text, 0, 1);
  return {
    completedByMeasure: yesNo(node, 'completedByMeasure') ?? text !== undefined,
    minProgressMeasure: fraction(attribute(node, 'minProgressMeasure'), 0, 1) ?? text ?? 1,
    progressWeight: fraction(attribute(node, 'progressWeight'), 0, 1) ?? 1,
  };
}

/** `adlnav:presentation / navigationInterface / hideLMSUI`. */
function hiddenControls(item: XmlNode): (typeof HIDDEN_CONTROLS)[number][] {
  const controls = child(item, 'presentation')?.children.flatMap(({ children }) => children) ?? [];
  const named = controls.filter(({ name }) => name === 'hideLMSUI');
  return [...new Set(named.flatMap(({ text }) => word(text, HIDDEN_CONTROLS) ?? []))];
}

/** `adlcp:data / map`: both ways are open unless said otherwise, as in the text of the CAM and in ADL's own tests (the schema's default for writing is another one). */
function sharedDataMaps(item: XmlNode): NonNullable<Sequencing['sharedDataMaps']> {
  const maps = child(item, 'data')?.children.filter(({ name }) => name === 'map') ?? [];
  return maps.slice(0, MAX_ENTRIES).flatMap((map) => {
    const targetID = identifier(map, 'targetID');
    if (targetID === undefined) return [];
    return {
      targetID,
      readSharedData: yesNo(map, 'readSharedData') ?? true,
      writeSharedData: yesNo(map, 'writeSharedData') ?? true,
    };
  });
}

function auxiliaryResources(node: XmlNode | undefined): NonNullable<Sequencing['auxiliaryResources']> {
  const all = node?.children.filter(({ name }) => name === 'auxiliaryResource') ?? [];
  return all.slice(0, MAX_ENTRIES).flatMap((resource) => {
    const resourceId = identifier(resource, 'auxiliaryResourceID');
    const purpose = identifier(resource, 'purpose');
    return resourceId === undefined || purpose === undefined ? [] : { resourceId, purpose };
  });
}

/** An ISO 8601 duration as the run-time takes it; '' for none. */
function durationOf(limits: XmlNode | undefined): string {
  const duration = attribute(limits, 'attemptAbsoluteDurationLimit');
  return /^P(?=[\dT])(\d{1,6}Y)?(\d{1,6}M)?(\d{1,6}D)?(T(?=\d)(\d{1,6}H)?(\d{1,6}M)?(\d{1,6}(\.\d{1,2})?S)?)?$/.test(
    duration,
  )
    ? duration
    : '';
}
