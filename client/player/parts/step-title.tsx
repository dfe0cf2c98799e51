import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

type Props = { children: ReactNode; focus: boolean; look?: 'large' | 'small' | 'hidden' };

const LOOKS = { large: 'title', small: 'title small', hidden: 'visually-hidden' };

/** A screen's heading. When the screen appears by the learner's own doing, the heading takes the focus. */
export function StepTitle({ children, focus, look = 'large' }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focus) return;
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <h1 ref={heading} tabIndex={-1} className={LOOKS[look]}>
      {children}
    </h1>
  );
}
