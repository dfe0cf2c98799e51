import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { NO_CONNECTION } from '#client/player/self-test/connection.ts';
import type { LessonData } from '#courses/format/lesson-data.ts';
import { readReceipt } from '#courses/scorm/receipt.ts';
import { expectAccessible } from '#test/support/accessible.ts';
import { lessonFixture } from '#test/support/player-lesson.ts';
import { App } from './app.tsx';
import { browserClock } from './clock.ts';
import { openSession } from './session.ts';
import type { Saved, Tracker } from './tracker.ts';
import { emptyMemory, memoryTracker } from './trackers/memory.ts';
import { createTranslate } from './translate.ts';

document.title = 'Lesson';
document.documentElement.lang = 'en';

async function play(data: LessonData, tracker: Tracker = memoryTracker(emptyMemory()), lost = false) {
  const started = await tracker.start();
  const session = openSession(data, tracker, started, { ...browserClock, later: () => () => {} });
  const t = createTranslate(data.messages, data.course.language);
  render(<App player={{ data, session, t, lost, connection: NO_CONNECTION }} />);
  return { session, user: userEvent.setup() };
}

type Play = Awaited<ReturnType<typeof play>>;
type User = Play['user'];

const isFolded = (element: HTMLElement): boolean => element.closest('details:not([open])') !== null;

const press = (user: User, name: string | RegExp): Promise<void> =>
  user.click(screen.getByRole('button', { name }));

async function toTalk(user: User): Promise<void> {
  await press(user, 'Take the call');
}

describe('the player', () => {
  it('plays a whole lesson, and every screen is accessible', async () => {
    const { user } = await play(lessonFixture());
    expect(screen.getByText('whether you asked').tagName).toBe('STRONG');
    await expectAccessible();
    await press(user, 'Continue');

    await user.click(screen.getByLabelText('What does the delay hold up?'));
    await user.click(screen.getByLabelText('I think so'));
    await expectAccessible();
    await press(user, 'Check');
    screen.getByText('He tells you about Friday.');
    await expectAccessible();
    await press(user, 'Continue');

    await expectAccessible();
    await toTalk(user);
    await expectAccessible();
    await press(user, /hold up/);
    await press(user, /help most/);
    await expectAccessible();
    await press(user, 'See what came of it');
    await expectAccessible();
    await press(user, 'Continue');

    await user.type(screen.getByLabelText('What do you ask?'), 'What did you miss?');
    await press(user, 'Say it');
    await expectAccessible();
    await press(user, 'what it did to them');
    screen.getByText('I missed the interview.');
    await expectAccessible();
    await press(user, 'Continue');

    await user.click(screen.getByLabelText('they sigh'));
    await user.click(
      within(screen.getByRole('group', { name: 'then I will' })).getByLabelText('In my own words'),
    );
    await user.type(screen.getByRole('textbox'), 'ask what it did to them');
    await expectAccessible();
    await press(user, 'This is my plan');
    screen.getByText('ask what it did to them');
    await press(user, 'Continue');

    await expectAccessible();
    await press(user, 'See how it went');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('You did it');
    await expectAccessible();
    await press(user, 'Finish');
    screen.getByText('You can close this window now.');
    await expectAccessible();
  }, 30_000);

  it('plays the two kinds that show before they ask', async () => {
    const { user } = await play(lessonFixture({ steps: ['example', 'sort'] }));
    await expectAccessible();
    await user.click(screen.getByLabelText('One asked about her day'));
    await press(user, 'Check');
    await press(user, 'Continue');
    await expectAccessible();
    for (const _ of [1, 2, 3]) await press(user, 'The thing');
    await press(user, /^Take back:\s*What does it do/);
    await press(user, 'The person');
    await expectAccessible();
    await press(user, 'Check');
    screen.getByText('3 of 3 in place');
    await expectAccessible();
    await press(user, 'Try again');
    expect(screen.queryByText('3 of 3 in place')).toBeNull();
  }, 30_000);

  it('shows the consequence before the coaching, and the other options only when asked for', async () => {
    const { user } = await play(lessonFixture({ steps: ['pick'] }));
    await user.click(screen.getByLabelText('What is the order number?'));
    await user.click(screen.getByLabelText('Sure'));
    await press(user, 'Check');
    const consequence = screen.getByText('He reads it out.');
    const coaching = screen.getByText('That is about the thing.');
    expect(consequence.compareDocumentPosition(coaching)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(isFolded(screen.getByText('He tells you about Friday.'))).toBe(true);
    await user.click(screen.getByText('See the other 2 answers'));
    expect(isFolded(screen.getByText('He tells you about Friday.'))).toBe(false);
  });

  it('asks for what is missing instead of holding a dead button', async () => {
    const { user, session } = await play(lessonFixture({ steps: ['pick', 'own', 'plan'] }));
    await press(user, 'Check');
    expect(screen.getByRole('alert').textContent).toBe('Pick an answer first.');
    await user.click(screen.getByLabelText('What is the order number?'));
    await press(user, 'Check');
    expect(screen.getByRole('alert').textContent).toBe('Say how sure you are first.');
    expect(session.snapshot().view.canLeave).toBe(false);
  });
});

describe('a conversation', () => {
  const open = async () => {
    const played = await play(lessonFixture({ steps: ['call', 'recap'] }));
    await toTalk(played.user);
    return played;
  };

  it('does not give away what is unknown, and counts it', async () => {
    const { user } = await open();
    expect(screen.queryByText(/Four people stand idle/)).toBeNull();
    expect(screen.getAllByText('4 still unknown').length).toBeGreaterThan(0);
    await press(user, /hold up/);
    expect(screen.getAllByText(/Four people stand idle/).length).toBeGreaterThan(0);
    expect(screen.getAllByText('3 still unknown').length).toBeGreaterThan(0);
    screen.getByText('Found out what it did to them:');
  });

  it('marks only an impact fact with the colour of impact', async () => {
    const { user } = await open();
    await press(user, /tracking page/);
    expect(document.querySelector('[data-focus="impact"]')).toBeNull();
    expect(document.querySelector('[data-focus="thing"]')).not.toBeNull();
  });

  it('lets the customer react before the coach speaks', async () => {
    const { user } = await open();
    await press(user, /tracking page/);
    const [reaction] = screen.getAllByText(/On its way/);
    const coaching = screen.getByText('Useful, but it is about the thing.');
    expect(reaction?.compareDocumentPosition(coaching)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await press(user, /Which service/);
    expect(screen.queryByText('Useful, but it is about the thing.')).toBeNull();
  });

  it('moves both clocks and the face with what is said, in words too', async () => {
    const { user } = await open();
    screen.getByRole('img', { name: 'Ravi Menon looks annoyed' });
    screen.getByText('0:00');
    screen.getByText('6 in 10');
    await press(user, /hold up/);
    await press(user, /help most/);
    screen.getByRole('img', { name: 'Ravi Menon looks relieved' });
    screen.getByText('1:10');
    screen.getByText('over the target of 1:00');
    screen.getByText('4 in 10');
  });

  it('announces new lines once, and keeps the focus in reach of the next choice', async () => {
    const { user } = await open();
    await press(user, /hold up/);
    const live = document.querySelector('[aria-live="polite"]');
    expect(live?.textContent).toBe(
      'Ravi Menon: Four people. I pay them to stand here. Found out: Four people stand idle because of it.',
    );
    expect(live?.children).toHaveLength(1);
    expect(document.activeElement).toBe(screen.getByText('What do you say?'));
    await user.tab();
    expect(document.activeElement?.tagName).toBe('BUTTON');
  });

  it('is played with the number keys alone', async () => {
    const { user, session } = await open();
    await user.keyboard('1');
    const { state } = session.snapshot().view;
    expect(state.kind === 'dialogue' && state.said).toHaveLength(1);
    await user.keyboard('9');
    expect(session.snapshot().view.state).toBe(state);
  });

  it('tells in the debrief what was never found out, with the question that would have earned it', async () => {
    const { user } = await open();
    await press(user, /I am sure/);
    screen.getByText('You do not know that.');
    await press(user, 'See what came of it');
    expect(document.activeElement).toBe(screen.getByText('He hangs up'));
    screen.getByText('They will call again');
    const never = screen.getByRole('heading', { name: 'What you never found out' })
      .parentElement as HTMLElement;
    expect(within(never).getAllByRole('listitem')).toHaveLength(4);
    within(never).getByText('What worries you most?');
    screen.getByText('You asked no questions this time.');
    screen.getByText('Ask about the person before the parcel.');
  });

  it('can be taken again at once, and the second talk is read to its end too', async () => {
    const { user } = await open();
    await press(user, /I am sure/);
    await press(user, 'See what came of it');
    await press(user, 'Take the call again');
    await toTalk(user);
    await press(user, /hold up/);
    await press(user, /help most/);
    expect(document.activeElement).toBe(screen.getByText('The conversation is over.'));
    await press(user, 'See what came of it');
    screen.getByText('Sorted, and heard');
  });

  it('resumes in the middle without reading it out or taking the focus', async () => {
    const memory = emptyMemory();
    const first = await play(lessonFixture({ steps: ['call'] }), memoryTracker(memory));
    await toTalk(first.user);
    await press(first.user, /hold up/);
    cleanup();
    await play(lessonFixture({ steps: ['call'] }), memoryTracker(memory));
    screen.getByText('Four people. I pay them to stand here.');
    screen.getByRole('button', { name: /help most/ });
    expect(document.querySelector('[aria-live="polite"]')?.textContent).toBe('');
    expect(document.activeElement).toBe(document.body);
  });
});

describe('the frame around the steps', () => {
  const failing = (saved: { with: Saved }): Tracker => ({
    ...memoryTracker(emptyMemory()),
    name: 'scorm-1.2',
    commit: () => saved.with,
    finish: () => saved.with,
  });

  it('says truthfully whether the work is saved', async () => {
    const saved: { with: Saved } = { with: { saved: true, atMs: new Date(2026, 10, 22, 10, 42).getTime() } };
    const { user } = await play(lessonFixture(), failing(saved));
    expect(screen.queryByText(/Preview/)).toBeNull();
    await press(user, 'Continue');
    screen.getByText(/^Saved 10:42/);
    saved.with = { saved: false, reason: 'offline', detail: '' };
    await press(user, 'Exit');
    expect(document.activeElement).toBe(screen.getByText('Your last answers are not saved yet'));
    await expectAccessible();
    saved.with = { saved: true, atMs: 0 };
    await press(user, 'Save and exit');
    screen.getByText(/Your place is kept/);
  });

  it('says when nothing is recorded, and why', async () => {
    await play(lessonFixture(), undefined, true);
    screen.getByText('Preview: nothing is recorded here.');
    screen.getByText(/did not answer/);
  });

  it('leads back to any step that was reached, and not further', async () => {
    const { user } = await play(lessonFixture());
    await press(user, 'Continue');
    await user.click(screen.getByText('2 of 6'));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /The third call/ }).disabled).toBe(true);
    await press(user, /Whether you asked/);
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Whether you asked');
    await user.click(screen.getByText('1 of 6'));
    await user.keyboard('{Escape}');
    expect(document.querySelector('details')?.open).toBe(false);
  });

  it('says on the first screen who sees what', async () => {
    await play(lessonFixture({ ownWords: 'shared' }));
    expect(screen.getByText('What you type is recorded, and your trainer can read it.')).toBeDefined();
  });

  it('shows hostile words as words', async () => {
    const data = lessonFixture({ steps: ['card', 'recap'] });
    data.lesson.title = '<img src=x onerror=alert(1)>';
    data.texts[(data.lesson.steps[0] as { text: string }).text] = [
      { t: 'p', c: [{ t: 'a', href: 'javascript:alert(1)', c: ['a link'] }] },
    ];
    await play(data);
    expect(screen.getByText('a link').closest('a')).toBeNull();
    expect(document.querySelector('img')).toBeNull();
  });
});

describe('pages beside the lesson', () => {
  const refusing = (): Tracker => {
    const refuse = (): Saved => ({ saved: false, reason: 'refused', call: 'set', detail: '' });
    return { ...memoryTracker(emptyMemory()), name: 'scorm-1.2', commit: refuse, finish: refuse };
  };

  it('says when the LMS refuses for good, and leads to the receipt and to the test', async () => {
    const { user } = await play(lessonFixture(), refusing());
    await press(user, 'Continue');
    screen.getByText('Your learning system refuses to save. Keep your receipt.');
    await expectAccessible();
    await press(user, 'Receipt');
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Your receipt' }));
    expect(readReceipt(document.querySelector('code')?.textContent ?? '')).toMatchObject({
      ok: true,
      reading: { complete: false, passed: false, met: 0 },
    });
    await expectAccessible();
    await press(user, 'Back to the lesson');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Receipt' }));
    await press(user, 'What is wrong?');
    screen.getByRole('heading', { name: 'Does saving work here?' });
    await expectAccessible();
    await press(user, 'Back to the lesson');
    await press(user, 'Exit');
    screen.getByText('Your learning system refuses to save');
    await expectAccessible();
    await press(user, 'Leave anyway');
    screen.getByText(/not proof/);
    await expectAccessible();
  });

  it('opens the test by its keys, over half a typed question that is still there afterwards', async () => {
    const { user } = await play(lessonFixture({ steps: ['own'] }));
    await user.type(screen.getByRole('textbox'), 'What did');
    await user.keyboard('{Control>}{Alt>}{Shift>}[KeyT]{/Shift}{/Alt}{/Control}');
    screen.getByText(/This is a preview/);
    expect(screen.queryByRole('textbox')).toBeNull();
    await press(user, 'Back to the lesson');
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('What did');
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
    await user.keyboard('{Control>}{Alt>}[KeyT]{/Alt}{/Control}{Shift>}[KeyT]{/Shift}');
    expect(screen.queryByText(/This is a preview/)).toBeNull();
  });

  it('says nothing to the customer while another page is in front', async () => {
    const { user, session } = await play(lessonFixture({ steps: ['call'] }));
    await toTalk(user);
    await user.keyboard('{Control>}{Alt>}{Shift>}[KeyT]{/Shift}{/Alt}{/Control}1');
    const { state } = session.snapshot().view;
    expect(state.kind === 'dialogue' && state.said).toHaveLength(0);
  });

  it('copies the receipt, or says that it could not', async () => {
    const { user } = await play(lessonFixture(), refusing());
    await press(user, 'Continue');
    await press(user, 'Receipt');
    await press(user, 'Copy');
    screen.getByText('Copied.');
    const copied = await navigator.clipboard.readText();
    const code = /^Code: ([0-9A-Z-]+)$/m.exec(copied)?.[1] ?? '';
    expect(readReceipt(code).ok).toBe(true);
    expect(copied).toContain('It is not proof');
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
    document.execCommand = () => false;
    await press(user, 'Copy');
    screen.getByText(/copy it by hand/);
  });

  it('greets someone who finished before and whose place is gone, until they act', async () => {
    const memory = emptyMemory();
    memory.started.completionStatus = 'completed';
    const { user } = await play(lessonFixture(), memoryTracker(memory));
    screen.getByText(/You finished this before/);
    await expectAccessible();
    await press(user, 'Continue');
    expect(screen.queryByText(/You finished this before/)).toBeNull();
  });
});
