import { useTranslation } from 'react-i18next';
import type { ExportOptions } from '#courses/scorm/export-options.ts';
import type { ExportProfile } from '#server/contract/catalogue.ts';

/** What a package made by these choices tells its LMS: a name and a sentence or two each. */
export function useReported(
  lessons: number,
  { settings }: ExportProfile,
  { edition, layout, order }: ExportOptions,
): { name: string; text: string }[] {
  const { t } = useTranslation();
  const single = layout === 'single';
  const items = t(single ? 'export.reported.itemsSingle' : 'export.reported.itemsPerLesson', {
    count: lessons,
  });
  const ordered = t(`export.reported.${single ? 'orderInside' : order}`);
  const is12 = edition === '1.2';
  const done = is12
    ? t('export.reported.done12', { word: settings.passedWord })
    : t('export.reported.done2004');
  const notPassed = is12 ? 'below12' : 'below2004';
  const below = settings.reportFailed ? 'failed' : notPassed;
  return [
    { name: t('export.reported.items'), text: lessons > 1 ? `${items} ${ordered}` : items },
    { name: t('export.reported.begun'), text: t('export.reported.begunText') },
    {
      name: t('export.reported.done'),
      text: `${done} ${t(settings.report === 'status' ? 'export.reported.noScore' : 'export.reported.score')}`,
    },
    { name: t('export.reported.below'), text: t(`export.reported.${below}`) },
    {
      name: t('export.reported.answers'),
      text: t(settings.answers ? 'export.reported.answersText' : 'export.reported.answersNone'),
    },
    {
      name: t('export.reported.again'),
      text: t(
        settings.exitWhenDone === 'suspend' ? 'export.reported.againText' : 'export.reported.againClosed',
      ),
    },
  ];
}
