import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView } from '#courses/engine/types.ts';

/**
 * Says what is new, once: the customer's words, then what they gave away. The learner's own words need no echo, and a
 * conversation that is resumed is not read out again.
 */
export function Announcer({ view, moving, turn }: { view: DialogueView; moving: boolean; turn: string }) {
  const { t } = usePlayer();
  const decision = view.said.length - 1;
  const news = view.lines.filter((line) => line.who === 'customer' && line.decision === decision);
  const found = view.facts.filter((fact) => news.some((line) => line.found.includes(fact.id)));
  return (
    <div className="visually-hidden" aria-live="polite">
      {moving && news.length > 0 && (
        <p key={turn}>
          {[
            `${view.customer.name}:`,
            ...news.map((line) => line.text),
            ...found.map((fact) => `${t('found.fact')} ${fact.text}`),
          ].join(' ')}
        </p>
      )}
    </div>
  );
}
