import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import app from '#client/messages/en/app.json';

declare module 'i18next' {
  // The catalogue types the keys: a misspelt one does not compile. Module augmentation needs an interface.
  // biome-ignore lint/style/useConsistentTypeDefinitions: an interface is what merges
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: { app: typeof app };
  }
}

/** The app's words. React escapes what it shows, so values are put in as they are. */
export async function startI18n(): Promise<void> {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'app',
    ns: ['app'],
    resources: { en: { app } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18n.language;
  document.documentElement.dir = i18n.dir();
}
