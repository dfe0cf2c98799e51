import type { Dialogue } from '#courses/format/dialogue.ts';
import { below, type Finding, type Path } from '#courses/format/place.ts';
import { conditionsOf, routes } from './conditions.ts';
import type { Rule } from './examine.ts';
import { deadEnd, type Explored, endedByChoice, type Node } from './explore.ts';

/**
 * Can every conversation be had, and does it end?
 * `unreachable`, `never-shown`, `dead-end`, `no-way-out`, `open-route`, `closed-route`, `contradiction`.
 */
export const flow: Rule = ({ dialogues }) =>
  dialogues.flatMap(({ step, path, explored }) => {
    const findings = [...routeFindings(step), ...contradictions(step)];
    if (explored !== undefined) findings.push(...playedFindings(step, explored));
    return below(findings, path);
  });

function playedFindings(dialogue: Dialogue, explored: Explored): Finding[] {
  const impossible = explored.complete
    ? [...unreachable(dialogue, explored), ...noWayOut(dialogue, explored)]
    : [];
  return [...impossible, ...deadEnds(dialogue, explored)];
}

/** Turns and endings that no conversation gets to, and choices that never show at a turn that is reached. */
function unreachable(dialogue: Dialogue, { nodes }: Explored): Finding[] {
  const reached = new Set(nodes.flatMap(({ state }) => [state.turn?.id, state.ending?.id, deadEnd(state)]));
  // The ending of lost patience stands by for long conversations; a short dialogue need not get there.
  const needed = dialogue.endings.filter(({ id }) => id !== dialogue.patience.ending);
  const shown = new Set(nodes.flatMap(({ state }) => state.choices.map((choice) => choice)));
  const lost = (what: string, id: string, path: Path): Finding[] =>
    reached.has(id)
      ? []
      : [
          error(
            'unreachable',
            `No conversation ever gets to the ${what} "${id}". Lead to it, or remove it.`,
            path,
          ),
        ];
  return [
    ...dialogue.turns.flatMap((turn, index) => lost('turn', turn.id, ['turns', index])),
    ...needed.flatMap((ending) => lost('ending', ending.id, ['endings', dialogue.endings.indexOf(ending)])),
    ...dialogue.turns.flatMap((turn, index) =>
      turn.choices.flatMap((choice, place) => {
        if (shown.has(choice) || !reached.has(turn.id)) return [];
        const message = `The choice "${choice.id}" can never show: its condition does not hold whenever the turn "${turn.id}" is reached.`;
        return [
          error('never-shown', message, ['turns', index, 'choices', place, ...(choice.when ? ['when'] : [])]),
        ];
      }),
    ),
  ];
}

/** Turns at which some conversation finds nothing to say. */
function deadEnds(dialogue: Dialogue, { nodes }: Explored): Finding[] {
  return dialogue.turns.flatMap((turn, index) => {
    const stuck = nodes.find(({ state }) => deadEnd(state) === turn.id);
    if (stuck === undefined) return [];
    const how = stuck.path.length === 0 ? 'at the start' : `after ${stuck.path.join(', ')}`;
    const message = `At the turn "${turn.id}" ${how} no choice shows, so the customer is left without an answer. Keep one choice without a condition.`;
    return [error('dead-end', message, ['turns', index, 'choices'])];
  });
}

/** Turns from which the conversation can only run until the customer loses patience. */
function noWayOut(dialogue: Dialogue, { nodes }: Explored): Finding[] {
  const open = new Set<Node>();
  const queue = nodes.filter(({ state }) => endedByChoice(state));
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (open.has(node)) continue;
    open.add(node);
    queue.push(...node.parents);
  }
  if (open.size === 0) {
    return [
      error(
        'no-way-out',
        'No choice ever leads to an ending: the conversation can only run until patience is lost.',
        ['endings'],
      ),
    ];
  }
  const stuck = (id: string) => {
    const here = nodes.filter(({ state }) => state.turn?.id === id);
    return here.length > 0 && !here.some((node) => open.has(node));
  };
  return dialogue.turns.flatMap((turn, index) => {
    if (!stuck(turn.id)) return [];
    const message = `From the turn "${turn.id}" no choice leads on to an ending: the conversation can only run until patience is lost.`;
    return [error('no-way-out', message, ['turns', index])];
  });
}

/** Routes by condition: the last must always hold, and nothing may stand behind one that always holds. */
function routeFindings(dialogue: Dialogue): Finding[] {
  return dialogue.turns.flatMap((turn, turnIndex) =>
    turn.choices.flatMap((choice, choiceIndex): Finding[] => {
      const all = routes(choice.to);
      const at = ['turns', turnIndex, 'choices', choiceIndex, 'to'];
      const always = all.findIndex(({ when }) => when === undefined);
      if (always === -1) {
        return [
          error(
            'open-route',
            `The last member of "to" has a condition; expected one without "when" for all other cases.`,
            [...at, all.length - 1],
          ),
        ];
      }
      if (always === all.length - 1) return [];
      return [
        error('closed-route', `This member of "to" is never looked at: the one before it holds always.`, [
          ...at,
          always + 1,
        ]),
      ];
    }),
  );
}

/** Conditions that cannot hold whatever happens. */
function contradictions(dialogue: Dialogue): Finding[] {
  return conditionsOf(dialogue).flatMap(({ condition, path }) => {
    const both = condition.revealed?.find((fact) => condition.hidden?.includes(fact));
    const ranges = (['trust', 'seconds', 'visits'] as const).filter((part) => {
      const { min, max } = condition[part] ?? {};
      return min !== undefined && max !== undefined && min > max;
    });
    return [
      ...(both === undefined
        ? []
        : [
            error(
              'contradiction',
              `This can never hold: "${both}" cannot be revealed and hidden at once.`,
              path,
            ),
          ]),
      ...ranges.map((part) =>
        error('contradiction', `This can never hold: the "min" of "${part}" is above its "max".`, [
          ...path,
          part,
        ]),
      ),
    ];
  });
}

function error(rule: string, message: string, path: Path): Finding {
  return { level: 'error', rule, message, path };
}
