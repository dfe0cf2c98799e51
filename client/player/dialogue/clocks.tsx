import { usePlayer } from '#client/player/player-context.ts';
import { clockText } from './clock-text.ts';
import css from './clocks.module.css';

const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

type Props = { seconds: number; repeatCalls: number; targetSeconds?: number | undefined };

/** The two clocks of a conversation: the time it takes now, and the calls it will cause. */
export function Clocks({ seconds, repeatCalls, targetSeconds }: Props) {
  const { t } = usePlayer();
  const share = targetSeconds === undefined ? 0 : Math.min(1, seconds / (targetSeconds * 1.5));
  const over = targetSeconds !== undefined && seconds > targetSeconds;
  return (
    <dl className={css['clocks']}>
      <div>
        <dt>{t('clock.time')}</dt>
        <dd>
          <b>{clockText(seconds)}</b>
          {targetSeconds !== undefined && (
            <small>{t(over ? 'clock.over' : 'clock.target', { target: clockText(targetSeconds) })}</small>
          )}
        </dd>
        {targetSeconds !== undefined && (
          <svg className={css['track']} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect width="100" height="6" rx="3" className={css['rest']} />
            <rect width={share * 100} height="6" rx="3" className={css['spent']} />
            <rect x="66.2" width="0.9" height="6" className={css['goal']} />
          </svg>
        )}
      </div>
      <div>
        <dt>{t('clock.repeat')}</dt>
        <dd>
          <b>{t('clock.of-ten', { count: repeatCalls })}</b>
        </dd>
        <svg className={css['dots']} viewBox="0 0 100 8" aria-hidden="true">
          {TEN.map((place) => (
            <circle
              key={place}
              cx={place * 10 - 5}
              cy="4"
              r="3.3"
              className={css[place <= repeatCalls ? 'caller' : 'quiet']}
            />
          ))}
        </svg>
      </div>
    </dl>
  );
}
