import type { ReactNode } from 'react';

/** Line icons on a 24-unit grid; always beside words, so hidden from screen readers. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1.5em"
      height="1.5em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** Two speech bubbles: a question and its answer. */
export function TalkIcon() {
  return (
    <Icon>
      <path d="M3 5.5A1.5 1.5 0 0 1 4.500 4h9A1.500 1.500 0 0 1 15 5.500v5a1.500 1.500 0 0 1-1.500 1.500H8l-3.500 3v-3A1.500 1.500 0 0 1 3 10.500z" />
      <path d="M18 9.500h1.500A1.500 1.500 0 0 1 21 11v5a1.500 1.500 0 0 1-1.500 1.500v2.500l-3-2.500H12a1.500 1.500 0 0 1-1.500-1.500v-.5" />
    </Icon>
  );
}

export function StepsIcon() {
  return (
    <Icon>
      <path d="M3.500 20v-4.500h5.500V11h5.500V6.500H20V20z" />
    </Icon>
  );
}

export function TableIcon() {
  return (
    <Icon>
      <rect x="3.500" y="4.500" width="17" height="15" rx="2" />
      <path d="M3.500 9.500h17M10 9.500v10M3.500 14.500h17" />
    </Icon>
  );
}

export function PeopleIcon() {
  return (
    <Icon>
      <circle cx="9" cy="8" r="3.500" />
      <path d="M2.500 19.500c.6-3.600 3.100-5.500 6.500-5.500s5.900 1.900 6.500 5.500M16 4.900a3.500 3.500 0 0 1 0 6.200M17.500 14.300c2.200.6 3.600 2.400 4 5.200" />
    </Icon>
  );
}

export function BookIcon() {
  return (
    <Icon>
      <path d="M12 6.500C10 5 7 4.500 3.500 5v13.500C7 18 10 18.500 12 20c2-1.500 5-2 8.500-1.500V5C17 4.500 14 5 12 6.500zM12 6.500V20" />
    </Icon>
  );
}

export function BackIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1.5em"
      height="1.5em"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      data-flip=""
    >
      <path d="M14.500 5.500 8 12l6.500 6.500" />
    </svg>
  );
}

export function MoreIcon() {
  return (
    <svg viewBox="0 0 24 24" width="1.5em" height="1.5em" fill="currentColor" aria-hidden="true">
      <circle cx="12" cy="5" r="2" />
      <circle cx="12" cy="12" r="2" />
      <circle cx="12" cy="19" r="2" />
    </svg>
  );
}

/** The mark of the product: a speech bubble holding a question's dot and the ring it makes. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="1.6em" height="1.6em" aria-hidden="true">
      <path
        d="M16 3C8.300 3 2 8.400 2 15.200c0 3.900 2.100 7.300 5.300 9.500L6.500 30l6-2.900c1.100.2 2.300.3 3.500.3 7.700 0 14-5.400 14-12.200S23.700 3 16 3z"
        fill="currentColor"
      />
      <path
        d="M11.600 12.300c.2-2.400 2-3.900 4.500-3.900 2.600 0 4.400 1.500 4.400 3.700 0 3.200-4.300 3.200-4.300 6"
        fill="none"
        stroke="var(--paper)"
        strokeWidth="2.600"
        strokeLinecap="round"
      />
      <circle cx="16.100" cy="21.700" r="1.700" fill="var(--paper)" />
    </svg>
  );
}
