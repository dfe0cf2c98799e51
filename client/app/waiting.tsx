import { useTranslation } from 'react-i18next';
import { Spinner } from '#client/ui/spinner.tsx';

export function Waiting() {
  const { t } = useTranslation();
  return <Spinner label={t('common.loading')} />;
}
