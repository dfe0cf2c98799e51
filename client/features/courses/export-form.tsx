import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '#client/ui/choice-group.tsx';
import type { CourseSummary, ExportProfile } from '#server/contract/catalogue.ts';
import { DownloadPackage } from './download-package.tsx';
import styles from './export.module.css';
import { LmsShows } from './lms-shows.tsx';
import { MoreChoices } from './more-choices.tsx';
import { useExportChoices } from './use-export-choices.ts';

type Props = { course: CourseSummary; profiles: readonly [ExportProfile, ...ExportProfile[]] };

export function ExportForm({ course, profiles }: Props) {
  const { t } = useTranslation();
  const choices = useExportChoices(profiles);
  const { profile, options, choose } = choices;
  const isKnown = profile !== profiles[0];
  const lmss = profiles.map(({ id, name }) => ({
    id,
    text: id === profiles[0].id ? t('export.lmsUnknown') : name,
  }));
  return (
    <div className={styles.columns}>
      <div className={styles.choices}>
        <ChoiceGroup
          legend={t('export.lmsLegend')}
          look="chips"
          value={options.profile}
          options={lmss}
          onChange={(id) => choose({ profile: id })}
        />
        <MoreChoices choices={choices} />
      </div>
      <div className={styles.result}>
        <LmsShows isKnown={isKnown} lessons={course.lessons.length} profile={profile} options={options} />
        {/* What was downloaded belongs to the choice it was made for. */}
        <DownloadPackage
          key={JSON.stringify(options)}
          courseId={course.id}
          options={options}
          lms={isKnown ? profile.name : null}
        />
      </div>
    </div>
  );
}
