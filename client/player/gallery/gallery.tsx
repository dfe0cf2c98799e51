import { Faces } from './faces.tsx';
import css from './gallery.module.css';

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
      <Faces sizes={[44, 160]} />
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
