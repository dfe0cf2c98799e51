import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '#client/ui/choice-group.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import styles from './course.module.css';

const MOST = 100;
const USUAL = 3;

/** A number that was typed wrong is kept as NaN until it is mended. */
export const attemptsProblem = (value: number | null): boolean =>
  value !== null && !(Number.isInteger(value) && value >= 1 && value <= MOST);

type Props = { value: number | null; onChange: (value: number | null) => void };

/** As often as they like, or so many times. */
export function MaxAttempts({ value, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(value ?? USUAL));
  const handleType = (text: string) => {
    setTyped(text);
    onChange(/^\s*\d{1,3}\s*$/.test(text) ? Number(text) : Number.NaN);
  };
  return (
    <div className={styles.attempts}>
      <ChoiceGroup
        legend={t('courses.attemptsLegend')}
        value={value === null ? 'any' : 'some'}
        options={[
          { id: 'any', text: t('courses.attempts.any') },
          { id: 'some', text: t('courses.attempts.some'), hint: t('courses.attemptsText') },
        ]}
        onChange={(id) =>
          id === 'any' ? onChange(null) : handleType(attemptsProblem(Number(typed)) ? String(USUAL) : typed)
        }
      />
      {value !== null && (
        <div className={styles.number}>
          <TextField
            label={t('courses.attemptsNumber')}
            value={typed}
            onChange={handleType}
            inputMode="numeric"
            autoComplete="off"
            problem={attemptsProblem(value) ? t('courses.attemptsRule', { most: MOST }) : null}
          />
        </div>
      )}
    </div>
  );
}
