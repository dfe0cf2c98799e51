import { Portrait } from '#client/player/portrait.tsx';
import { Face } from '#courses/format/dialogue.ts';
import { MOODS } from '#courses/format/words.ts';
import css from './gallery.module.css';

/** As varied as those who call: age, skin, hair, what is worn. */
export const PEOPLE = Object.entries({
  Ines: { skin: 1, hair: 'long', hairColour: 'fair', age: 'young' },
  Callum: { skin: 2, hair: 'short', hairColour: 'red', glasses: true, beard: true },
  Dolores: { skin: 3, hair: 'bun', hairColour: 'grey', age: 'older', glasses: true },
  Amina: { skin: 4, hair: 'covered', hairColour: 'black', age: 'young' },
  Tendai: { skin: 5, hair: 'curly', hairColour: 'black' },
  Joseph: { skin: 6, hair: 'bald', hairColour: 'white', age: 'older', beard: true },
  Walter: { skin: 2, hair: 'bald', hairColour: 'grey', age: 'older', hearingAid: true },
  Kofi: { skin: 6, hair: 'short', hairColour: 'black', age: 'young' },
  Harpreet: { skin: 4, hair: 'short', hairColour: 'black', cover: 'turban', beard: true },
  Mei: { skin: 2, hair: 'long', hairColour: 'black', age: 'young', glasses: true },
  Rosa: { skin: 3, hair: 'curly', hairColour: 'brown', hearingAid: true },
  Stan: { skin: 1, hair: 'short', hairColour: 'brown', cover: 'cap', age: 'middle' },
  Zahra: { skin: 3, hair: 'covered', hairColour: 'grey', age: 'older', glasses: true },
  Adwoa: { skin: 6, hair: 'bun', hairColour: 'black' },
} as const).map(([name, face]) => ({ name, face: Face.parse(face) }));

/** Everybody in every mood, as small as in the talk on a phone and as large as before the call. */
export function Faces({ sizes }: { sizes: number[] }) {
  return sizes.map((size) => (
    <table key={size} className={css['faces']}>
      <thead>
        <tr>
          <th>{size} px</th>
          {MOODS.map((mood) => (
            <th key={mood}>{mood}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PEOPLE.map(({ name, face }) => (
          <tr key={name}>
            <th>{name}</th>
            {MOODS.map((mood) => (
              <td key={mood}>
                <div style={{ inlineSize: size }}>
                  <Portrait face={face} mood={mood} name={name} label={`${name} looks ${mood}`} />
                </div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  ));
}
