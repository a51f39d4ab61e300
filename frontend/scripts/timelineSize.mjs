/** What the timeline itself weighs, gzipped: its JavaScript and its styles, without the library, the frame and the words that every screen shares. */
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

/** Built by itself, for in the whole it shares its file with what both plannings use beside it; its help of keys comes only when asked for. */
export async function timelineSize() {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [svelte()],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        // The library is an entry of its own: its names are shortened as in the whole.
        input: { timeline: 'src/timeline/Timeline.svelte', library: 'svelte/internal/client', first: 'svelte', sets: 'svelte/reactivity' },
        preserveEntrySignatures: 'strict',
        // What every screen has already: the frame, and the builder’s own way to load.
        external: [/^\$lib\//, /preload-helper/, /disclose-version/],
      },
    },
  });
  const size = (wanted) => output.filter(wanted).reduce((sum, { code, source }) => sum + gzipSync(code ?? source).length, 0);
  return { script: size(({ name }) => name === 'timeline'), styles: size(({ names }) => names?.includes('timeline.css')) };
}
