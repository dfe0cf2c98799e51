import { MAP_FLAGS, type Objective, type ObjectiveMap } from '#courses/scorm/sequencing.ts';
import { fraction, identifier, MAX_ENTRIES, yesNo } from './manifest-values.ts';
import type { XmlNode } from './parse-xml.ts';

type Objectives = { primary: Objective | undefined; others: Objective[] };

/**
 * `imsss:objectives` and `adlseq:objectives` of one activity (SN 3.10). The second adds maps to objectives of the first
 * by their ids, the primary one included; maps of one objective to one target become one.
 */
export function readObjectives(elements: readonly XmlNode[]): Objectives {
  const nodes = elements.flatMap(({ children }) => children).slice(0, 2 * MAX_ENTRIES);
  const first = nodes.find(({ name }) => name === 'primaryObjective');
  const primary =
    first === undefined ? undefined : objectiveOf(first, identifier(first, 'objectiveID') ?? '');
  const byId = new Map<string, Objective>();
  if (primary !== undefined && primary.objectiveID !== '') byId.set(primary.objectiveID, primary);
  for (const node of nodes.filter(({ name }) => name === 'objective')) {
    const objectiveID = identifier(node, 'objectiveID');
    if (objectiveID === undefined || byId.size > MAX_ENTRIES) continue;
    const known = byId.get(objectiveID);
    if (known === undefined) byId.set(objectiveID, objectiveOf(node, objectiveID));
    else known.mapInfo = merged([...known.mapInfo, ...mapsOf(node)]);
  }
  return { primary, others: [...byId.values()].filter((objective) => objective !== primary) };
}

function objectiveOf(node: XmlNode, objectiveID: string): Objective {
  const measure = node.children.find(({ name }) => name === 'minNormalizedMeasure')?.text ?? '';
  return {
    objectiveID,
    satisfiedByMeasure: yesNo(node, 'satisfiedByMeasure') ?? false,
    minNormalizedMeasure: fraction(measure, -1, 1) ?? 1,
    mapInfo: merged(mapsOf(node)),
  };
}

const mapsOf = (node: XmlNode): ObjectiveMap[] =>
  node.children
    .filter(({ name }) => name === 'mapInfo')
    .slice(0, MAX_ENTRIES)
    .flatMap((map) => {
      const targetObjectiveID = identifier(map, 'targetObjectiveID');
      if (targetObjectiveID === undefined) return [];
      const flags = MAP_FLAGS.map((flag) => [flag, yesNo(map, flag)] as const);
      return {
        targetObjectiveID,
        ...Object.fromEntries(flags.filter(([, value]) => value !== undefined)),
      };
    });

function merged(maps: ObjectiveMap[]): ObjectiveMap[] {
  const byTarget = new Map<string, ObjectiveMap>();
  for (const map of maps) {
    byTarget.set(map.targetObjectiveID, { ...byTarget.get(map.targetObjectiveID), ...map });
  }
  return [...byTarget.values()];
}
