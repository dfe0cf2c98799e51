import '#client/styles/tokens.css';
import '#client/styles/base.css';
import '#client/player/player.css';
import { createRoot } from 'react-dom/client';
import { App } from '#client/player/app.tsx';
import { browserClock } from '#client/player/clock.ts';
import type { Aside, Place } from '#client/player/player-context.ts';
import { watch } from '#client/player/self-test/call-log.ts';
import { type Connection, NO_CONNECTION } from '#client/player/self-test/connection.ts';
import { openSession } from '#client/player/session.ts';
import type { Saved, Tracker } from '#client/player/tracker.ts';
import { memoryTracker } from '#client/player/trackers/memory.ts';
import { scorm2004Tracker } from '#client/player/trackers/scorm-2004.ts';
import { createTranslate } from '#client/player/translate.ts';
import { Faces } from './faces.tsx';
import { Gallery } from './gallery.tsx';
import { galleryLesson } from './lesson.ts';
import { STATES } from './states.ts';

/** A run-time that always answers the same, to see every save line. */
function steadyTracker(saved: Saved): Tracker {
  return {
    ...memoryTracker(),
    name: saved.saved || saved.reason !== 'none' ? 'scorm-1.2' : 'memory',
    commit: () => saved,
    finish: () => saved,
  };
}

const SAVES: Record<string, Saved> = {
  saved: { saved: true, atMs: Date.UTC(2026, 10, 22, 10, 42) },
  failed: { saved: false, reason: 'offline', detail: '' },
  refused: { saved: false, reason: 'refused', call: 'set', detail: '' },
  preview: { saved: false, reason: 'none', detail: '' },
};

/** An LMS that takes everything and saves nothing, for the self-test to find. */
async function faultyConnection(): Promise<Connection> {
  let code = '0';
  const answer =
    (text: string, error = '0') =>
    () => {
      code = error;
      return text;
    };
  const { api, log } = watch({
    Initialize: answer('true'),
    Terminate: answer('true'),
    GetValue: answer('', '403'),
    SetValue: answer('true'),
    Commit: answer('false', '391'),
    GetLastError: () => code,
  });
  await scorm2004Tracker(api).start();
  const place = { by: 'parent', windows: 2 } as const;
  return {
    edition: '2004-4',
    alone: false,
    blocked: false,
    otherEdition: true,
    place,
    runTime: { api, log },
  };
}

type First = { place?: Place; aside?: Aside };
const FIRSTS: Record<string, First> = {
  result: { place: 'result' },
  receipt: { aside: 'receipt' },
  'self-test': { aside: 'self-test' },
};

/** Makes the dark rules count whatever the system prefers: a frame cannot ask for a scheme of its own. */
function forceDark(): void {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSMediaRule && rule.conditionText.includes('prefers-color-scheme: dark'))
        rule.media.mediaText = 'all';
    }
  }
}

/** The page of all screens, or of faces alone in the sizes asked for. */
function Overview({ faces }: { faces: string | null }) {
  if (faces !== null) return <Faces sizes={faces.split(',').map(Number)} />;
  return <Gallery states={Object.keys(STATES)} saves={Object.keys(SAVES)} />;
}

async function show(root: HTMLElement): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const events = STATES[asked.get('state') ?? ''];
  if (events === undefined) {
    createRoot(root).render(<Overview faces={asked.get('faces')} />);
    return;
  }
  if (asked.get('scheme') === 'dark') forceDark();
  const language = asked.get('dir') === 'rtl' ? 'ar' : 'en';
  document.documentElement.dir = asked.get('dir') ?? 'ltr';
  const data = galleryLesson(language);
  const tracker = steadyTracker(SAVES[asked.get('save') ?? 'saved'] ?? { saved: true, atMs: 0 });
  const session = openSession(data, tracker, await tracker.start(), { ...browserClock, seed: () => 7 });
  for (const event of events) session.send(event);
  if (asked.has('save')) session.save();
  const t = createTranslate(data.messages, language);
  const first = FIRSTS[asked.get('first') ?? ''] ?? {};
  const connection = first.aside === 'self-test' ? await faultyConnection() : NO_CONNECTION;
  createRoot(root).render(
    <App player={{ data, session, t, lost: asked.has('lost'), connection }} first={first} />,
  );
}

const root = document.getElementById('root');
if (root !== null) void show(root);
