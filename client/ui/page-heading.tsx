import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import styles from './page-heading.module.css';

type Props = { title: string; lead?: ReactNode; actions?: ReactNode };

/**
 * The heading of a page: names the browser tab and takes the focus after a navigation, so that a keyboard or screen
 * reader starts at the new page. On the first load it leaves the focus alone, which keeps the skip link first.
 */
export function PageHeading({ title, lead, actions }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const firstLoad = key === 'default';
  useEffect(() => {
    if (!firstLoad) heading.current?.focus();
  }, [firstLoad]);
  return (
    <div className={styles.row}>
      <title>{`${title} · Askwell`}</title>
      <div className={styles.text}>
        <h1 ref={heading} tabIndex={-1} className={styles.heading}>
          {title}
        </h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
