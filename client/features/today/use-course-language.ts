import { useState } from 'react';

const KEY = 'askwell.course-language';
const TAG = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i;

/** The language the learner wants courses in: as chosen on this device, else the browser's own. */
export function useCourseLanguage(): [language: string, choose: (language: string) => void] {
  const [language, setLanguage] = useState(read);
  const choose = (chosen: string): void => {
    setLanguage(chosen);
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // A browser that stores nothing asks again next time.
    }
  };
  return [language, choose];
}

function read(): string {
  const known = [stored(), navigator.language].find((tag) => tag !== null && TAG.test(tag));
  return known ?? 'en';
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
