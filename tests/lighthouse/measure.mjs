/** Lighthouse's scores of some pages, in one browser: a task in JSON on standard input, the marks on standard output. */
import { text } from 'node:stream/consumers';
import lighthouse from 'lighthouse';
import { launch } from 'puppeteer-core';

const CATEGORIES = ['accessibility', 'best-practices'];
const OPTIONS = {
  onlyCategories: CATEGORIES,
  onlyAudits: ['network-requests'],
  throttlingMethod: 'provided',
  disableFullPageScreenshot: true,
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 1000,
  cpuQuietThresholdMs: 500,
  disableStorageReset: true, // it would sign everybody out
};

/** What is less than perfect: the audits that count in the score and did not pass. */
function failed({ categories, audits }) {
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return counted
    .map(({ id }) => audits[id])
    .filter(({ score }) => score !== null && score < 1)
    .map(({ id, title, details }) => `${id}: ${title} ${(details?.items ?? []).map(named).join(', ')}`);
}

const named = (item) => item.node?.snippet ?? item.description ?? item.url ?? '';

/** Each page in a context of its own: who is signed in on one is a stranger on the next. */
async function measure(browser, { address, cookie }) {
  const context = await browser.createBrowserContext();
  if (cookie) await context.setCookie({ ...cookie, domain: new URL(address).hostname });
  const { lhr } = await lighthouse(address, OPTIONS, undefined, await context.newPage());
  await context.close();
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const scores = CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
  const asked = lhr.audits['network-requests'].details.items.map(({ url }) => new URL(url).pathname);
  return { scores: Object.fromEntries(scores), failed: failed(lhr), asked };
}

const { chromium, flags, pages } = JSON.parse(await text(process.stdin));
const browser = await launch({ executablePath: chromium, args: flags });
try {
  const marks = {};
  for (const [name, page] of Object.entries(pages)) marks[name] = await measure(browser, page);
  console.log(JSON.stringify(marks));
} finally {
  await browser.close();
}
