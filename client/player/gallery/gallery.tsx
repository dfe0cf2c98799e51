import { Portrait } from '#client/player/portrait.tsx';
import type { Face } from '#courses/format/dialogue.ts';
import { MOODS } from '#courses/format/words.ts';
import css from './gallery.module.css';

const FACES: Face[] = [
  { skin: 1, hair: 'long', hairColour: 'fair', age: 'young', glasses: false, beard: false },
  { skin: 2, hair: 'short', hairColour: 'red', age: 'middle', glasses: true, beard: true },
  { skin: 3, hair: 'bun', hairColour: 'grey', age: 'older', glasses: true, beard: false },
  { skin: 4, hair: 'covered', hairColour: 'black', age: 'young', glasses: false, beard: false },
  { skin: 5, hair: 'curly', hairColour: 'brown', age: 'middle', glasses: false, beard: false },
  { skin: 6, hair: 'bald', hairColour: 'white', age: 'older', glasses: false, beard: true },
  { skin: 2, hair: 'short', hairColour: 'white', age: 'older', glasses: false, beard: false },
  { skin: 6, hair: 'short', hairColour: 'black', age: 'young', glasses: false, beard: false },
];

const WAYS = [
  { name: 'light', query: '' },
  { name: 'dark', query: '&scheme=dark' },
  { name: 'right to left', query: '&dir=rtl' },
];

const BESIDE = [
  { title: 'result', query: 'state=recap&first=result' },
  { title: 'receipt', query: 'state=recap&first=receipt' },
  { title: 'self-test', query: 'state=recap&first=self-test' },
];

/** Every face in every mood, then every screen in every state: light, dark and from right to left. */
export function Gallery({ states, saves }: { states: string[]; saves: string[] }) {
  return (
    <main className={css['gallery']}>
      <h1>Player gallery</h1>
      <h2>Faces and moods</h2>
      <div className={css['faces']}>
        {FACES.map((face, at) =>
          MOODS.map((mood) => (
            <figure key={`${face.hair} ${face.skin} ${mood}`}>
              <Portrait
                face={face}
                mood={mood}
                name={'abcdefgh'.slice(at, at + 1)}
                label={`${face.hair}, ${mood}`}
              />
              {at === 0 && <figcaption>{mood}</figcaption>}
            </figure>
          )),
        )}
      </div>
      <h2>Save lines</h2>
      <div className={css['row']}>
        {saves.map((save) => (
          <Screen key={save} title={save} query={`state=card&save=${save}`} />
        ))}
        <Screen title="no run-time" query="state=card&save=preview&lost" />
      </div>
      {BESIDE.map(({ title, query }) => (
        <section key={title}>
          <h2>{title}</h2>
          <div className={css['row']}>
            {WAYS.map((way) => (
              <Screen key={way.name} title={way.name} query={`${query}${way.query}`} />
            ))}
          </div>
        </section>
      ))}
      {states.map((state) => (
        <section key={state}>
          <h2>{state}</h2>
          <div className={css['row']}>
            {WAYS.map(({ name, query }) => (
              <Screen key={name} title={name} query={`state=${encodeURIComponent(state)}${query}`} />
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}

function Screen({ title, query }: { title: string; query: string }) {
  return (
    <figure>
      <iframe className={css['screen']} title={title} src={`?${query}`} loading="lazy" />
      <figcaption>{title}</figcaption>
    </figure>
  );
}
