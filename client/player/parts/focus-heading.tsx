import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

type Props = { children: ReactNode; focus: boolean; className?: string | undefined };

/** A heading inside a screen that takes the focus when it appears, because the pressed button has gone. Key it to appear anew. */
export function FocusHeading({ children, focus, className }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <h2 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h2>
  );
}
