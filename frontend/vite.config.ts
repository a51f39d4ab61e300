/** How the screens are built (manifest read by Django) and tested. */
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: '/static/',
  plugins: [svelte()],
  resolve: {
    alias: { $lib: folder('./src/lib'), $screens: folder('./src/screens'), $timeline: folder('./src/timeline') },
    // Without it vitest would take Svelte's server build, which mounts nothing.
    ...(process.env['VITEST'] ? { conditions: ['browser'] } : {}),
  },
  build: {
    outDir: 'dist',
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    target: 'es2022',
    rollupOptions: { input: 'src/main.ts' },
  },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    testTimeout: 15_000,
  },
});
