import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Takes files dropped anywhere on the page, and says whether some hover over it. A file that is dropped while
 * `isOpen` is false is ignored: left alone, the browser would leave the page and open it.
 */
export function useFileDrop(isOpen: boolean, onDrop: (data: DataTransfer) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const drop = useEffectEvent((data: DataTransfer) => {
    if (isOpen) onDrop(data);
  });
  const effect = useEffectEvent(() => (isOpen ? 'copy' : 'none'));
  useEffect(() => {
    // Entering a child comes before leaving its parent, so the page is left when as many were left as entered.
    let depth = 0;
    const count = (now: number) => {
      depth = Math.max(0, now);
      setIsOver(depth > 0);
    };
    const handleEnter = (event: DragEvent) => holdsFiles(event) && count(depth + 1);
    const handleLeave = (event: DragEvent) => holdsFiles(event) && count(depth - 1);
    const handleOver = (event: DragEvent) => {
      if (!event.dataTransfer || !holdsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = effect();
    };
    const handleDrop = (event: DragEvent) => {
      if (!event.dataTransfer || !holdsFiles(event)) return;
      event.preventDefault();
      count(0);
      drop(event.dataTransfer);
    };
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('dragenter', handleEnter, { signal });
    window.addEventListener('dragleave', handleLeave, { signal });
    window.addEventListener('dragover', handleOver, { signal });
    window.addEventListener('drop', handleDrop, { signal });
    return () => stop.abort();
  }, []);
  return isOver && isOpen;
}

const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;
