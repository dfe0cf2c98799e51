import '#client/styles/tokens.css';
import '#client/styles/base.css';
import './player.css';
import { createRoot } from 'react-dom/client';
import type { LessonData } from '#courses/format/lesson-data.ts';
import { App } from './app.tsx';
import { browserClock } from './clock.ts';
import { openTracker } from './open-tracker.ts';
import { asksForSelfTest } from './self-test/use-self-test-keys.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';
import { createTranslate } from './translate.ts';

/** Whatever takes the page away, the work is recorded first. */
function recordWhenLeaving(session: Session): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') session.save();
  });
  addEventListener('pagehide', session.end);
  // A page that comes back from the browser's cache has ended its session: it needs a new one.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}

async function play(root: HTMLElement, data: LessonData): Promise<void> {
  const t = createTranslate(data.messages, data.course.language);
  const { tracker, started, lost, connection } = await openTracker(data, window);
  const session = openSession(data, tracker, started, browserClock);
  recordWhenLeaving(session);
  const first = asksForSelfTest(location.search) ? { aside: 'self-test' as const } : {};
  createRoot(root).render(<App player={{ data, session, t, lost, connection }} first={first} />);
}

const root = document.getElementById('root');
const lesson = document.getElementById('lesson')?.textContent;
if (root !== null && lesson) void play(root, JSON.parse(lesson) as LessonData);
