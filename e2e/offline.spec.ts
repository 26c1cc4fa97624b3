import { appStarted, expect, isIsolated, test, workerInControl } from './support/test';
import type { Page } from './support/test';
import { expectVersion, makeVersion } from './support/versions';

test.use({ serviceWorkers: 'allow' });

/** Asks the browser to look for a newer service worker and waits for the outcome. */
const lookForUpdate = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    // The page looks by itself too, so that it may have been found, and even refused, by now.
    let found = registration.installing ?? registration.waiting;
    registration.addEventListener('updatefound', () => {
      found ??= registration.installing;
    });
    while (found === null) {
      await registration.update();
      found ??= registration.installing;
    }
    const worker = found;
    return new Promise<string>((resolve) => {
      const settle = (): void => {
        if (worker.state === 'installed' || worker.state === 'redundant') resolve(worker.state);
      };
      worker.addEventListener('statechange', settle);
      settle();
    });
  });

const shellCaches = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(':shell:')));

/** Leaves a mark in the page that a reload would wipe out. */
const leaveMark = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.documentElement.dataset['mark'] = 'still here';
  });

for (const headers of [true, false]) {
  const host = headers ? 'a host with headers' : 'a host without headers';

  test(`offline after one visit to ${host}, with the network off`, async ({ page, serve }) => {
    const site = await serve({ headers, folder: '/sub/' });
    await page.goto(site.url);
    await appStarted(page);
    await workerInControl(page);
    await page.context().setOffline(true);
    await page.reload();
    await appStarted(page);
    expect(await isIsolated(page)).toBe(true);
  });

  test(`offline after one visit to ${host}, with the server gone`, async ({ page, serve }) => {
    const site = await serve({ headers });
    // Version 1: Exposure, White balance, Sharpen. It stays in the address until it is answered.
    const link = '1.pDBCE7YbKDA';
    await page.goto(`${site.url}#${link}`);
    await appStarted(page);
    await workerInControl(page);
    await site.close();
    await page.reload();
    await appStarted(page);
    expect(await isIsolated(page)).toBe(true);
    await expect(page.getByRole('dialog')).toContainText('White balance');
    expect(page.url()).toBe(`${site.url}#${link}`);
    const page2 = await page.context().newPage();
    await page2.goto(`${site.url}index.html?from=bookmark`);
    await appStarted(page2);
    expect(await isIsolated(page2)).toBe(true);
  });
}

test('an update waits, and nothing reloads by itself', async ({ page, serve }) => {
  const site = await serve({ headers: false });
  const next = await makeVersion('B');
  await page.goto(site.url);
  await appStarted(page);
  await leaveMark(page);

  site.root = next.root;
  expect(await lookForUpdate(page)).toBe('installed');
  await expect(page.locator('html')).toHaveAttribute('data-mark', 'still here');
  expect(await shellCaches(page)).toHaveLength(2);

  // Reloading is not consent: the old version stays in charge until it is told to go.
  await page.reload();
  await appStarted(page);
  await expectVersion(page, null);
  await next.remove();
});

test('a tab on the older version keeps its files; they go when it has gone', async ({
  page,
  serve,
}) => {
  const first = await makeVersion('A');
  const second = await makeVersion('B');
  const site = await serve({ headers: false, root: first.root });
  await page.goto(site.url);
  await appStarted(page);
  await expectVersion(page, 'A');
  await leaveMark(page);
  const other = await page.context().newPage();
  await other.goto(site.url);
  await appStarted(other);

  site.root = second.root;
  expect(await lookForUpdate(other)).toBe('installed');
  await other.evaluate(async () => {
    const { waiting } = await navigator.serviceWorker.ready;
    const changed = new Promise<void>((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve());
    });
    waiting?.postMessage({ type: 'skip-waiting' });
    await changed;
  });
  await other.reload();
  await appStarted(other);
  await expectVersion(other, 'B');

  // The host no longer has this file; the tab that was opened on A still gets it.
  await expect(page.locator('html')).toHaveAttribute('data-mark', 'still here');
  const load = (path: string): Promise<string> =>
    page.evaluate(
      async (address) => {
        const loaded: unknown = await import(address);
        return JSON.stringify(loaded);
      },
      site.url + path.slice(1),
    );
  expect(await load(first.ownScript)).toBe('{"mark":"A"}');

  await page.close();
  await other.reload();
  await appStarted(other);
  await expect.poll(() => shellCaches(other)).toHaveLength(1);
  await Promise.all([first.remove(), second.remove()]);
});

for (const [what, override] of [
  ['a missing file', { status: 404 }],
  ['a page in place of a script', { body: '<!doctype html><title>Start page</title>' }],
  ['a server error', { status: 500 }],
] as const) {
  test(`an incomplete update (${what}) is refused and the old version works on`, async ({
    page,
    serve,
  }) => {
    const site = await serve({ headers: false });
    const next = await makeVersion('B');
    await page.goto(site.url);
    await appStarted(page);

    site.overrides.set(next.ownScript, override);
    site.root = next.root;
    expect(await lookForUpdate(page)).toBe('redundant');
    expect(await shellCaches(page)).toHaveLength(1);

    await site.close();
    await page.reload();
    await appStarted(page);
    await expectVersion(page, null);
    expect(await isIsolated(page)).toBe(true);
    await next.remove();
  });
}

test('a shared file is kept for the page, which the person is sent to', async ({ page, site }) => {
  await page.goto(site.url);
  await appStarted(page);
  await workerInControl(page);
  const shared = await page.evaluate(async () => {
    const form = new FormData();
    form.append('images', new File(['pixels'], 'Schöne Grüße.png', { type: 'image/png' }));
    const response = await fetch('./share-target', { method: 'POST', body: form });
    const name = (await caches.keys()).find((key) => key.endsWith(':incoming'));
    if (name === undefined) return null;
    const cache = await caches.open(name);
    const [request] = await cache.keys();
    const kept = request && (await cache.match(request));
    return {
      sentTo: response.url,
      type: kept?.headers.get('Content-Type'),
      name: decodeURIComponent(kept?.headers.get('X-Pipette-File-Name') ?? ''),
      text: await kept?.text(),
    };
  });
  expect(shared).toEqual({
    sentTo: `${site.url}?shared=1`,
    type: 'image/png',
    name: 'Schöne Grüße.png',
    text: 'pixels',
  });
});

/** Asks the service worker to store the optional decoders and returns its answer. */
const cacheCodecs = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<unknown>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
    });
    active?.postMessage({ type: 'cache-codecs' }, [port2]);
    return JSON.stringify(await answer);
  });

test('optional decoders are stored when first used, or all at once when asked', async ({
  page,
  serve,
}) => {
  const version = await makeVersion('C');
  const site = await serve({ root: version.root });
  const use = (): Promise<string> =>
    page.evaluate(async (path) => {
      const response = await fetch(path);
      return response.ok ? (response.headers.get('Content-Type') ?? '') : 'failed';
    }, `.${version.codec}`);
  const timesAsked = (): number => site.requests.filter((path) => path === version.codec).length;
  await page.goto(site.url);
  await appStarted(page);
  await workerInControl(page);
  expect(timesAsked(), 'not part of the first download').toBe(0);

  site.overrides.set(version.codec, { status: 500 });
  expect(await use()).toBe('failed');
  expect(await cacheCodecs(page)).toContain('"outcome":"failed"');
  site.overrides.delete(version.codec);
  expect(await use()).toBe('application/wasm');
  const asked = timesAsked();
  expect(await use()).toBe('application/wasm');
  expect(timesAsked(), 'the second use needs no network').toBe(asked);

  await page.evaluate(async () => {
    const name = (await caches.keys()).find((key) => key.endsWith(':codecs'));
    if (name !== undefined) await caches.delete(name);
  });
  expect(await cacheCodecs(page)).toBe('{"outcome":"done"}');
  await site.close();
  expect(await use()).toBe('application/wasm');
  await version.remove();
});

test('version.json is never kept', async ({ page, site }) => {
  await page.goto(site.url);
  await appStarted(page);
  await workerInControl(page);
  const kept = await page.evaluate(async () => {
    await fetch('./version.json');
    return Boolean(await caches.match('./version.json'));
  });
  expect(kept).toBe(false);
  site.overrides.set('/version.json', { type: 'application/json', body: '{"build":"newer"}' });
  const seen = await page.evaluate(async () => (await fetch('./version.json')).text());
  expect(seen).toBe('{"build":"newer"}');
});
