/** Part (d): what a visitor downloads before the first click, and what first paint waits for. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { shellScripts } from '../../scripts/shell.mjs';
import { kilobytes, table, verdict } from '../print.mjs';

const targets = { scripts: 86_000, styles: 12_000 };

/** Returns the address and start of everything that the page itself has loaded. */
const loaded = (page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({ path: new URL(name).pathname, startTime })),
  );

/** Returns the gzip size of files of the site, largest first, and of all together. */
function sizes(folder, paths) {
  const files = [...new Set(paths)].map((path) => ({
    path,
    bytes: gzipSync(readFileSync(join(folder, path)), { level: 9 }).length,
  }));
  files.sort((one, other) => other.bytes - one.bytes);
  return { files, total: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Visits the site once and returns what was asked for, with times since the visit began. */
async function visit(chromium) {
  const asked = [];
  const { requests } = chromium.site;
  const push = requests.push.bind(requests);
  requests.push = (...paths) => {
    for (const path of paths) asked.push({ path, at: performance.timeOrigin + performance.now() });
    return push(...paths);
  };
  const context = await chromium.newContext();
  try {
    const page = await context.newPage();
    await page.goto(chromium.site.url);
    await page.waitForFunction(() => globalThis.pipetteBench.ready > 0);
    const here = await page.evaluate(() => ({
      origin: performance.timeOrigin,
      ready: globalThis.pipetteBench.ready,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    }));
    const workers = page.workers().map((worker) => new URL(worker.url()).pathname);
    const entries = (await loaded(page)).filter(
      ({ path, startTime }) => startTime <= here.ready && !workers.includes(path),
    );
    // The engine starts by itself or the service worker fetches it for later: wait for either.
    await page.waitForFunction(() => globalThis.pipetteBench.started, null, { timeout: 10_000 });
    return { ...here, entries, asked };
  } finally {
    requests.push = push;
    await context.close();
  }
}

export async function measureSize({ chromium }) {
  const { entries, asked, origin, painted } = await visit(chromium);
  const { root } = chromium.site;
  const named = (pattern) => entries.map(({ path }) => path).filter((path) => pattern.test(path));
  const shell = shellScripts(root);
  const scripts = sizes(root, shell);
  const styles = sizes(root, named(/\.css$/));
  const more = sizes(
    root,
    named(/\.m?js$/).filter((path) => !shell.has(path)),
  );
  const wasm = asked
    .filter(({ path }) => path.endsWith('.wasm'))
    .map(({ path, at }) => ({ path, at: at - origin }));
  const first = wasm[0];

  const row = (what, { total, files }, target) => [
    `${what} (${files.length} files, gzip)`,
    kilobytes(total),
    `≤ ${kilobytes(target)}`,
    verdict(what, total, target, `${kilobytes(total)} > ${kilobytes(target)}`),
  ];
  const inTime = first === undefined || first.at >= painted;
  if (!inTime) verdict('wasm asked for after first paint', 1, 0, `${first.at} ms < ${painted} ms`);
  table(
    ['before the first click', 'size or time', 'target', ''],
    [
      row('scripts of the shell', scripts, targets.scripts),
      [
        `scripts fetched right after it (${more.files.length} files)`,
        kilobytes(more.total),
        '',
        '',
      ],
      row('styles', styles, targets.styles),
      ['first paint', `${Math.round(painted)} ms`, '', ''],
      [
        'first request for wasm',
        first === undefined ? 'none' : `${Math.round(first.at)} ms`,
        'after first paint',
        inTime ? 'ok' : 'MISSED',
      ],
    ],
  );
  for (const { path, bytes } of [...scripts.files, ...styles.files].slice(0, 12)) {
    console.log(`    ${kilobytes(bytes).padStart(9)}  ${basename(path)}`);
  }
}
