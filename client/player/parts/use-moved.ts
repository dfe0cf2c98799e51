import { useState } from 'react';

/** True from the first change of `value` on: what is there when a lesson opens is not announced and takes no focus. */
export function useMoved(value: string | number): boolean {
  const [first] = useState(value);
  const [moved, setMoved] = useState(false);
  if (!moved && value !== first) setMoved(true);
  return moved || value !== first;
}
