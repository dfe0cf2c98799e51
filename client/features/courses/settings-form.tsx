import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveSettings } from '#client/api/imports.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { Button } from '#client/ui/button.tsx';
import { CheckField } from '#client/ui/check-field.tsx';
import { ChoiceGroup } from '#client/ui/choice-group.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { CourseSummary } from '#server/contract/catalogue.ts';
import type { CourseSettings } from '#server/contract/imports.ts';
import styles from './course.module.css';
import { attemptsProblem, MaxAttempts } from './max-attempts.tsx';

type Props = { course: CourseSummary; saved: CourseSettings };

/** How attempts are counted and opened. Nothing changes until it is saved. */
export function SettingsForm({ course, saved }: Props) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const save = useSaveSettings(course.id);
  const [change, setChange] = useState<Partial<CourseSettings>>({});
  const settings = { ...saved, ...change };
  const isChanged = JSON.stringify(settings) !== JSON.stringify(saved);
  const choose = (next: Partial<CourseSettings>) => {
    save.reset();
    setChange({ ...change, ...next });
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || save.isPending || attemptsProblem(settings.maxAttempts)) return;
    save.mutate(settings, {
      onSuccess: () => {
        setChange({});
        announce(t('courses.settingsSaved'));
      },
    });
  };
  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      <ChoiceGroup
        legend={t('courses.gradingLegend')}
        value={settings.grading}
        options={(['best', 'last', 'average'] as const).map((id) => ({
          id,
          text: t(`courses.grading.${id}`),
          hint: t(`courses.gradingText.${id}`),
        }))}
        onChange={(grading) => choose({ grading })}
      />
      <MaxAttempts value={settings.maxAttempts} onChange={(maxAttempts) => choose({ maxAttempts })} />
      <ChoiceGroup
        legend={t('courses.reopenLegend')}
        value={settings.reopen}
        options={(['resume', 'review'] as const).map((id) => ({
          id,
          text: t(`courses.reopen.${id}`),
          hint: t(`courses.reopenText.${id}`),
        }))}
        onChange={(reopen) => choose({ reopen })}
      />
      {course.source === 'import' && <PackageSettings settings={settings} choose={choose} />}
      {save.isError && <Notice tone="bad" text={problemText(save.error)} />}
      <div className={styles.actions}>
        <Button type="submit" look="primary" isPending={save.isPending} isDisabled={!isChanged}>
          {t('courses.saveSettings')}
        </Button>
        {isChanged && <span className={styles.soft}>{t('courses.notSaved')}</span>}
      </div>
    </form>
  );
}

type PackageProps = { settings: CourseSettings; choose: (next: Partial<CourseSettings>) => void };

/** What only packages of others need to be told. */
function PackageSettings({ settings, choose }: PackageProps) {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceGroup
        legend={t('courses.windowLegend')}
        value={settings.window}
        options={(['frame', 'popup'] as const).map((id) => ({
          id,
          text: t(`courses.window.${id}`),
          hint: t(`courses.windowText.${id}`),
        }))}
        onChange={(window) => choose({ window })}
      />
      <fieldset className={styles.checks}>
        <legend>{t('courses.toldLegend')}</legend>
        <CheckField
          label={t('courses.mastery')}
          hint={t('courses.masteryText')}
          isChecked={settings.masteryOverride}
          onChange={(masteryOverride) => choose({ masteryOverride })}
        />
        <CheckField
          label={t('courses.credit')}
          hint={t('courses.creditText')}
          isChecked={settings.credit}
          onChange={(credit) => choose({ credit })}
        />
      </fieldset>
    </>
  );
}
