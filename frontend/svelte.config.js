import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Options of the Svelte compiler: runes everywhere, styles always in files (the CSP allows no inline style). */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true, css: 'external' },
};
