import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

type Props = { children: ReactNode; focus: boolean; className?: string | undefined; reveal?: boolean };

/** A heading inside a screen that takes the focus when it appears, because the pressed button has gone. Key it to appear anew; `reveal` scrolls it to the top. */
export function FocusHeading({ children, focus, className = '', reveal = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focus) return;
    heading.current?.focus({ preventScroll: true });
    if (reveal) heading.current?.scrollIntoView({ block: 'start' });
  }, [focus, reveal]);
  return (
    <h2 ref={heading} tabIndex={-1} className={`turn ${className}`}>
      {children}
    </h2>
  );
}
