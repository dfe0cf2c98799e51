import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The player's words travel beside it, one file for each language; the packager puts them into each lesson. */
const messages: Plugin = {
  name: 'player-messages',
  generateBundle() {
    const folders = readdirSync(here('../messages'), { withFileTypes: true });
    for (const { name: language } of folders.filter((entry) => entry.isDirectory())) {
      const source = readFileSync(here(`../messages/${language}/player.json`), 'utf8');
      this.emitFile({ type: 'asset', fileName: `messages/${language}.json`, source });
    }
  },
};

/** A second pass over what is minified already; it saves another 1.4 kB of a script that is fetched on a phone. */
const smaller: Plugin = {
  name: 'player-smaller',
  enforce: 'post',
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const compress = {
        passes: 3,
        pure_getters: true,
        keep_fargs: false,
        unsafe_arrows: true,
        unsafe_methods: true,
      };
      const { code } = await minify(file.code, { ecma: 2020, compress, format: { comments: false } });
      file.code = code ?? file.code;
    }
  },
};

const shortNames = new Map<string, string>();
/** A class's name in the page: a few letters that stand for its file and its own name, so that no two are alike. */
const shortName = (name: string, file: string): string => {
  const sheet = file.replace(/^.*[/\\]/, '').replace(/\.module\.css.*$/, '');
  const short = `c${createHash('sha256').update(`${sheet} ${name}`).digest('base64url').slice(0, 3)}`;
  const taken = shortNames.get(short) ?? `${sheet} ${name}`;
  if (taken !== `${sheet} ${name}`)
    throw new Error(`"${taken}" and "${sheet} ${name}" get the same short name; rename one.`);
  shortNames.set(short, taken);
  return short;
};

// One classic script and one style sheet: a package must also play from file:// and in old web views.
export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [react(), messages, smaller],
  define: {
    'process.env.NODE_ENV': '"production"',
    // What only React's tools and Node.js have is not looked for in a lesson: that makes it 0.5 kB smaller.
    __REACT_DEVTOOLS_GLOBAL_HOOK__: 'undefined',
    setImmediate: 'undefined',
    process: 'undefined',
  },
  css: {
    // Names that depend on nothing but the source, so that every machine builds the same bytes.
    modules: { generateScopedName: shortName },
  },
  build: {
    outDir: here('../../dist/player'),
    emptyOutDir: true,
    target: 'es2020',
    cssTarget: ['chrome111', 'safari16.4', 'firefox113'],
    lib: {
      entry: here('./main.tsx'),
      formats: ['iife'],
      name: 'askwell',
      fileName: () => 'player.js',
      cssFileName: 'player',
    },
  },
});
