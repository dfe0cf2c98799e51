import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

/** A screen's heading. When the screen appears by the learner's own doing, the heading takes the focus. */
export function StepTitle({
  children,
  focus,
  hidden = false,
}: {
  children: ReactNode;
  focus: boolean;
  hidden?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focus) return;
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <h1 ref={heading} tabIndex={-1} className={hidden ? 'visually-hidden' : 'title'}>
      {children}
    </h1>
  );
}
