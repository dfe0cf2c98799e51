import styles from './status-badge.module.css';

type LessonStatus = 'not-started' | 'in-progress' | 'completed' | 'passed';

/** Where a lesson stands, as a shape and in words. */
export function StatusBadge({ status, text }: { status: LessonStatus; text: string }) {
  return (
    <span className={`${styles.badge} ${styles[status]}`}>
      <svg
        viewBox="0 0 20 20"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <StatusShape status={status} />
      </svg>
      {text}
    </span>
  );
}

function StatusShape({ status }: { status: LessonStatus }) {
  if (status === 'not-started') return <circle cx="10" cy="10" r="7" strokeDasharray="3 2.500" />;
  if (status === 'in-progress')
    return (
      <>
        <circle cx="10" cy="10" r="7" />
        <path d="M10 5.800V10l2.800 2" />
      </>
    );
  if (status === 'completed')
    return (
      <>
        <circle cx="10" cy="10" r="7.500" />
        <path d="m6.800 10.300 2.200 2.200 4.300-4.700" />
      </>
    );
  return (
    <>
      <circle cx="10" cy="10" r="8.500" fill="currentColor" stroke="none" />
      <path d="m6.600 10.300 2.300 2.300 4.500-4.900" stroke="var(--paper)" />
    </>
  );
}
