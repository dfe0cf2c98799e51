import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button, buttonClass } from '#client/ui/button.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import styles from './play.module.css';

type Props = { title: string; text: string; action?: { text: string; onPress: () => void } };

/** Why there is no lesson to see now, and the way on. */
export function PlayMessage({ title, text, action }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.message} role="alert">
      <PageHeading title={title} lead={text} />
      <div className={styles.actions}>
        {action && (
          <Button look="primary" onPress={action.onPress}>
            {action.text}
          </Button>
        )}
        <Link to="/" className={buttonClass(action ? 'quiet' : 'primary')}>
          {t('play.back')}
        </Link>
      </div>
    </div>
  );
}
