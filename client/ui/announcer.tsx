import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import styles from './announcer.module.css';

const SHOWN_MS = 7000;

const Announce = createContext<(text: string) => void>(() => {});

/** Short news ("Saved", "Copied"): seen at the foot of the page and read out by screen readers. Needs no answer. */
export function Announcer({ children }: { children: ReactNode }) {
  const [news, setNews] = useState<{ text: string } | null>(null);
  useEffect(() => {
    if (!news) return;
    const timer = setTimeout(() => setNews(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return (
    <Announce value={(text) => setNews({ text })}>
      {children}
      <output className={styles.region}>{news && <span className={styles.message}>{news.text}</span>}</output>
    </Announce>
  );
}

export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}
