import { useTranslation } from 'react-i18next';

/** Seconds as people say them, exact enough to compare with a log. */
export function useTime(): (seconds: number) => string {
  const { t } = useTranslation();
  return (exact) => {
    const whole = Math.round(exact);
    const seconds = whole % 60;
    return whole < 60
      ? t('rawData.seconds', { seconds })
      : t('rawData.minutesSeconds', { minutes: Math.floor(whole / 60), seconds });
  };
}
