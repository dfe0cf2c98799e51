import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LessonData } from '#courses/format/lesson-data.ts';
import { expectAccessible } from '#test/support/accessible.ts';
import { App } from './app.tsx';
import { galleryLesson } from './gallery/lesson.ts';
import { STATES } from './gallery/states.ts';
import { NO_CONNECTION } from './self-test/connection.ts';
import { openSession, type Session } from './session.ts';
import { emptyMemory, memoryTracker } from './trackers/memory.ts';
import { createTranslate } from './translate.ts';

document.title = 'Lesson';
document.documentElement.lang = 'en';

let session: Session;

beforeEach(() => {
  vi.stubGlobal('scrollTo', vi.fn());
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type Change = (data: LessonData) => LessonData;
const withoutPack: Change = (data) => {
  const { pack, ...rest } = data;
  return pack ? rest : data;
};

async function show(state: string, change: Change = (data) => data, memory = emptyMemory()) {
  const data = change(galleryLesson('en'));
  const tracker = memoryTracker(memory);
  const clock = { now: () => 0, seed: () => 7, later: () => () => undefined };
  session = openSession(data, tracker, await tracker.start(), clock);
  for (const event of STATES[state] ?? []) session.send(event);
  const t = createTranslate(data.messages, 'en');
  render(<App player={{ data, session, t, lost: false, connection: NO_CONNECTION }} />);
  return userEvent.setup();
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox');
const said = () => {
  const { state } = session.snapshot().view;
  return state.kind === 'dialogue' ? state.said : [];
};
const marks = () => Array.from(document.querySelectorAll('mark'), ({ textContent }) => textContent);
const news = () => document.querySelector('[aria-live="polite"]')?.textContent;
const ask = screen.getByRole.bind(screen, 'button');

describe('own words in a conversation', () => {
  it('are read, answered by the customer, and then explained with the words that told', async () => {
    const user = await show('talk');
    expect(field().value).toBe('Four times. What ');
    await user.type(field(), 'has that cost you so far?{Enter}');
    expect(said().at(-1)?.own).toMatchObject({ focus: 'impact', form: 'open', labelled: false });
    const [reaction] = screen.getAllByText(/nobody asked me/);
    const note = screen.getByText(/You asked what it did to them. It leaves room/);
    expect(reaction?.compareDocumentPosition(note)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(marks()).toContain('cost');
    expect(document.activeElement).toBe(screen.getByText('What do you say?'));
    expect(news()).toContain('nobody asked me');
    expect(field().value).toBe('');
    await expectAccessible();
  });

  it('go on where the given beginning ends, and need more than that', async () => {
    const user = await show('talk');
    await user.tab();
    field().focus();
    expect(field().selectionStart).toBe('Four times. What '.length);
    await user.keyboard('{Enter}');
    expect(screen.getByRole('alert').textContent).toMatch(/Say something first/);
    expect(said()).toHaveLength(0);
    await user.clear(field());
    await user.type(field(), 'Which lights{Shift>}{Enter}{/Shift}are on?');
    expect(field().value).toBe('Which lights\nare on?');
    await user.click(ask({ name: 'Say it' }));
    expect(said().at(-1)?.own?.text).toBe('Which lights are on?');
  });

  it('are told to be too long before anything is cut, in letters', async () => {
    const user = await show('talk');
    await user.clear(field());
    await user.paste('ж'.repeat(90));
    screen.getByText('Room for about 10 more letters.');
    await user.paste('ж'.repeat(13));
    expect(screen.getByRole('alert').textContent).toMatch(/3 letters too long/);
    await user.keyboard('{Enter}');
    expect(said()).toHaveLength(0);
    expect(field().value).toHaveLength(103);
  });

  it('can be told to mean something, where the rules cannot tell; the words stay, and it is never wrong', async () => {
    const user = await show('talk');
    await user.clear(field());
    await user.type(field(), 'What about the wotsit?{Enter}');
    expect(document.activeElement?.textContent).toMatch(/can’t tell what that is about/);
    screen.getByText('What about the wotsit?');
    screen.getByText('This is never counted as wrong.');
    within(screen.getByRole('group', { name: 'About the person' })).getByRole('button', {
      name: 'what it did to them',
    });
    await expectAccessible();
    await user.click(ask({ name: 'Go back' }));
    expect(document.activeElement).toBe(field());
    expect(field().value).toBe('What about the wotsit?');
    await user.keyboard('{Enter}');
    await user.click(ask({ name: 'what it did to them' }));
    expect(said().at(-1)?.own).toMatchObject({ focus: 'impact', labelled: true });
    screen.getByText('You meant what it did to them.');
    expect(marks()).toEqual([]);
  });

  it('are always labelled in a language without rules', async () => {
    const user = await show('talk', withoutPack);
    await user.type(field(), 'has that cost you?{Enter}');
    await user.click(ask({ name: 'the cause' }));
    expect(said().at(-1)?.own).toMatchObject({ focus: 'cause', labelled: true });
  });

  it('are answered without a label when they blame, whatever they are about', async () => {
    const user = await show('talk');
    await user.clear(field());
    await user.type(field(), 'What about it, must you have you not?{Enter}');
    expect(said().at(-1)?.own).toMatchObject({ form: 'loaded', labelled: false });
    screen.getByText(/sounds like blame/);
  });

  it('may have meant something else: the customer answers anew, and it is announced', async () => {
    const user = await show('talk, two questions and a set phrase');
    screen.getByText(/Two questions at once/);
    screen.getByText(/Anybody could be told that/);
    await user.click(ask({ name: /not what I meant/ }));
    expect(document.activeElement?.textContent).toBe('What did you mean?');
    expect(screen.queryByRole('button', { name: 'the fault itself' })).toBeNull();
    await user.click(ask({ name: 'Go back' }));
    expect(document.activeElement).toBe(ask({ name: /not what I meant/ }));
    await user.click(ask({ name: /not what I meant/ }));
    await user.click(ask({ name: 'what it did to them' }));
    expect(said()).toHaveLength(1);
    expect(said().at(-1)?.own).toMatchObject({ focus: 'impact', labelled: true });
    expect(screen.queryByText('What did you mean?')).toBeNull();
    expect(news()).toContain('nobody asked me');
    expect(document.activeElement).toBe(screen.getByText('What do you say?'));
    await expectAccessible();
  });

  it('are explained only in the debrief, where the coach speaks at the end', async () => {
    const atEnd: Change = (data) => ({
      ...data,
      lesson: {
        ...data.lesson,
        steps: data.lesson.steps.map((step) =>
          step.kind === 'dialogue' ? { ...step, coach: 'end' as const } : step,
        ),
      },
    });
    await show('talk, own words', atEnd);
    expect(screen.queryByText(/You asked what it did/)).toBeNull();
    ask({ name: /not what I meant/ });
  });
});

describe('own words in the debrief', () => {
  it('are shown with how they were read, and marked', async () => {
    await show('debrief, own words');
    screen.getByText(/You asked what it did to them/);
    expect(marks()).toContain('work');
    await expectAccessible();
  });

  it('are gone when a private lesson is opened again, and how they were read stays', async () => {
    const memory = emptyMemory();
    await show('debrief, own words', undefined, memory);
    cleanup();
    await show('card', undefined, memory);
    expect(marks()).toEqual([]);
    screen.getByText(/You asked what it did to them/);
    expect(screen.getAllByText(/they were not stored/).length).toBeGreaterThan(0);
    expect(screen.queryByText(/done to your work/)).toBeNull();
  });
});

describe('prepared lines beside own words', () => {
  it('are one press away, stay open for the lesson, and number keys say them outside of the field', async () => {
    const user = await show('talk');
    await user.keyboard('1');
    expect(said()).toHaveLength(0);
    await user.click(ask({ name: 'Show me what I could say' }));
    await user.click(field());
    await user.keyboard('1');
    expect(said()).toHaveLength(0);
    expect(field().value).toContain('1');
    field().blur();
    await user.keyboard('1');
    expect(said()).toHaveLength(1);
    expect(ask({ name: 'Hide the prepared lines' }).getAttribute('aria-expanded')).toBe('true');
    expect(screen.getAllByRole('button', { name: /Which day must not fail|made a ticket/ })).toHaveLength(2);
  });
});

describe('an ask', () => {
  it('shows a model, and reads own words after the customer has answered', async () => {
    const user = await show('ask');
    screen.getByText('A whole evening. What did you have planned?');
    await user.type(field(), 'A whole evening. What has that cost you?');
    await expectAccessible();
    await user.keyboard('{Enter}');
    const answer = screen.getByText('I missed the interview.');
    const note = screen.getByText(/You asked what it did to them/);
    expect(answer.compareDocumentPosition(note)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(marks()).toEqual(['whole', 'evening', 'cost']);
    await expectAccessible();
    await user.click(ask({ name: 'Try other words' }));
    expect(field().value).toBe('');
  });

  it('says what would have helped, and that a label is neither right nor wrong', async () => {
    await show('ask, answered');
    screen.getByText('You said what it is about, so nothing is counted as right or wrong.');
    screen.getByText('Here the useful thing to ask about is what it did to them.');
  });

  it('does not ask for what was asked already when only a move is missing', async () => {
    const alsoTakenUp: Change = (data) => ({
      ...data,
      lesson: {
        ...data.lesson,
        steps: data.lesson.steps.map((step) =>
          step.kind === 'ask' ? { ...step, moves: ['acknowledge'] } : step,
        ),
      },
    });
    const user = await show('ask', alsoTakenUp);
    await user.type(field(), 'What has that cost you?{Enter}');
    screen.getByText('What would still help here: taking up what they said.');
    expect(screen.queryByText(/Here the useful thing to ask about/)).toBeNull();
  });

  it('can be done by a prepared line', async () => {
    const user = await show('ask');
    await user.click(ask({ name: 'Show me what I could say' }));
    await user.click(ask({ name: /Since when exactly/ }));
    screen.getByText('The log knows that.');
    await expectAccessible();
  });

  it('may be passed over by somebody who has shown it already', async () => {
    const user = await show('ask');
    await user.click(ask({ name: 'Skip this step' }));
    expect(session.snapshot().view.step.kind).toBe('dialogue');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });
});

describe('a wrong answer one was sure of', () => {
  it('gets the fullest coaching, after the coaching', async () => {
    await show('choice, sure and wrong');
    const coaching = screen.getByText('A solution before the need.');
    const fuller = screen.getByText(/A search takes two days/);
    expect(coaching.compareDocumentPosition(fuller)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    screen.getByText(/good moment to look twice/);
    await expectAccessible();
  });

  it('is not told to somebody who was right', async () => {
    await show('choice, answered');
    expect(screen.queryByText(/good moment to look twice/)).toBeNull();
  });
});

describe('speaking', () => {
  class Ears {
    static now: Ears;
    lang = '';
    onresult: ((event: { results: { transcript: string }[][] }) => void) | null = null;
    onerror: ((event: { error: string }) => void) | null = null;
    onend: (() => void) | null = null;
    start = vi.fn();
    stop = vi.fn();
    abort = vi.fn();
    constructor() {
      Ears.now = this;
    }
  }

  const hear = (words: string) =>
    act(async () => Ears.now.onresult?.({ results: [[{ transcript: words }]] }));

  it('is offered only where the browser can listen', async () => {
    await show('talk');
    expect(screen.queryByRole('button', { name: 'Speak it' })).toBeNull();
  });

  it('says first who may hear it, then writes the words into the field to be changed', async () => {
    vi.stubGlobal('webkitSpeechRecognition', Ears);
    const user = await show('talk');
    await user.click(ask({ name: 'Speak it' }));
    screen.getByText(/your browser may send it to its maker/);
    await user.click(ask({ name: 'Start speaking' }));
    expect(Ears.now.lang).toBe('en');
    await hear('has that cost');
    expect(field().value).toBe('Four times. What has that cost');
    await user.type(field(), ' you?');
    await expectAccessible();
    expect(Ears.now.abort).toHaveBeenCalled();
    await hear('nonsense');
    expect(field().value).toBe('Four times. What has that cost you?');
    await act(async () => Ears.now.onend?.());
    await user.click(ask({ name: 'Speak it' }));
    ask({ name: 'Stop' });
  });

  it('says what went wrong in plain words', async () => {
    vi.stubGlobal('SpeechRecognition', Ears);
    const user = await show('talk');
    await user.click(ask({ name: 'Speak it' }));
    await user.click(ask({ name: 'Start speaking' }));
    await act(async () => {
      Ears.now.onerror?.({ error: 'not-allowed' });
      Ears.now.onend?.();
    });
    screen.getByText(/does not allow the microphone/);
    ask({ name: 'Speak it' });
  });
});
