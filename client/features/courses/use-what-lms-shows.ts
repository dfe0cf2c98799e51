import { useTranslation } from 'react-i18next';
import type { ExportOptions } from '#courses/scorm/export-options.ts';
import type { ExportProfile } from '#server/contract/catalogue.ts';

/** What an administrator will find in the LMS after these choices: a name and a sentence or two each. */
export function useWhatLmsShows(
  lessons: number,
  { settings }: ExportProfile,
  { edition, layout, order }: ExportOptions,
): { name: string; text: string }[] {
  const { t } = useTranslation();
  const ordered = t(order === 'in-order' ? 'export.shows.inOrder' : 'export.shows.anyOrder');
  const items = t(layout === 'single' ? 'export.shows.itemsSingle' : 'export.shows.itemsPerLesson', {
    count: lessons,
  });
  const done =
    edition === '1.2' ? t('export.shows.done12', { word: settings.passedWord }) : t('export.shows.done2004');
  const score = t(settings.report === 'status' ? 'export.shows.noScore' : 'export.shows.score');
  return [
    { name: t('export.shows.items'), text: lessons > 1 ? `${items} ${ordered}` : items },
    { name: t('export.shows.begun'), text: t('export.shows.begunText') },
    { name: t('export.shows.done'), text: `${done} ${score}` },
    {
      name: t('export.shows.below'),
      text: t(settings.reportFailed ? 'export.shows.belowFailed' : 'export.shows.belowOpen'),
    },
    {
      name: t('export.shows.answers'),
      text: t(settings.answers ? 'export.shows.answersText' : 'export.shows.answersNone'),
    },
    {
      name: t('export.shows.again'),
      text: t(settings.exitWhenDone === 'suspend' ? 'export.shows.againText' : 'export.shows.againClosed'),
    },
  ];
}
