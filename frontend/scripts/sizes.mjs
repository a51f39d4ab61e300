/** Prints what the first page and the timeline weigh, gzipped, and fails when their JavaScript passes its budget: 90 kB and 12 kB. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { timelineSize } from './timelineSize.mjs';

const BUDGET = 90 * 1024;
const TIMELINE_BUDGET = 12 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));

/** The chunk and everything that it imports at once. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const imported of manifest[name].imports ?? []) withImports(imported, found);
  return found;
}

const sizeOf = (file) => gzipSync(readFileSync(new URL(file, dist))).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;

function total(names) {
  const files = new Set([...names].flatMap((name) => [manifest[name].file]));
  return [...files].reduce((sum, file) => sum + sizeOf(file), 0);
}

const firstPage = total(withImports('src/screens/home/Home.svelte', withImports('src/main.ts')));
const screens = Object.keys(manifest).filter((name) => name.startsWith('src/screens/') && manifest[name].isDynamicEntry);
for (const name of screens) console.log(`${name}: ${kilobytes(total(withImports(name, withImports('src/main.ts'))))} with what it needs`);
console.log(`first page: ${kilobytes(firstPage)} of JavaScript, gzip (budget ${kilobytes(BUDGET)})`);
if (firstPage > BUDGET) {
  console.error('The first page is over its budget.');
  process.exitCode = 1;
}

const timeline = await timelineSize();
console.log(`timeline: ${kilobytes(timeline.script)} of its own JavaScript, gzip (budget ${kilobytes(TIMELINE_BUDGET)}), and ${kilobytes(timeline.styles)} of styles`);
if (timeline.script > TIMELINE_BUDGET) {
  console.error('The timeline is over its budget.');
  process.exitCode = 1;
}
