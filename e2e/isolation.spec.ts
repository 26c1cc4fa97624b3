import { Editor } from './pages/editor';
import { exactPicture } from './pages/pictures';
import { appStarted, expect, isIsolated, test } from './support/test';
import type { Page } from './support/test';

test.use({ serviceWorkers: 'allow' });

/** Counts how often the page loads a document, from now on. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  return () => loads;
}

test('a host with headers: isolated at once, without a reload', async ({ page, site }) => {
  const loads = countLoads(page);
  await page.goto(`${site.url}#${link}`);
  await appStarted(page);
  expect(await isIsolated(page)).toBe(true);
  expect(loads()).toBe(1);
  await expect(page.locator('#notice')).toBeEmpty();
});

test('a host with headers forbids framing and guessing of types', async ({ request, site }) => {
  const headers = (await request.get(site.url)).headers();
  expect(headers['content-security-policy']).toBe("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
});

test('the page carries the strict policy, word for word', async ({ request, site }) => {
  const html = await (await request.get(site.url)).text();
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1];
  expect(policy?.split('; ')).toEqual([
    // For the manifest alone: WebKitGTK complains about manifest-src on every visit.
    "default-src 'self'",
    "script-src 'self'",
    // The hash is that of the one style sheet of reports.
    expect.stringMatching(/^style-src 'self' 'sha256-[A-Za-z0-9+/]{43}='$/),
    "img-src 'self' blob: data:",
    "connect-src 'self' blob:",
    "worker-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "child-src 'none'",
    "frame-src 'none'",
    "media-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default svelte-trusted-html report-html',
  ]);
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
});

test('scripts of other origins are refused by the default policy', async ({ page, site }) => {
  await page.goto(site.url);
  await appStarted(page);
  const refused = await page.evaluate(() => {
    try {
      new Worker('https://example.org/worker.js');
      return 'started';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
  expect(refused).toContain('own site only');
});

/** A link of version 1: Exposure, White balance, Sharpen. It stays in the address until answered. */
const link = '1.pDBCE7YbKDA';

test('a host without headers, in a sub-folder: one silent reload, the hash kept', async ({
  page,
  serve,
}) => {
  const site = await serve({ headers: false, folder: '/some/where/' });
  const loads = countLoads(page);
  await page.goto(`${site.url}#${link}`);
  await appStarted(page);
  expect(await isIsolated(page)).toBe(true);
  expect(loads()).toBe(2);
  await expect(page.getByRole('dialog')).toContainText('White balance');
  expect(page.url()).toBe(`${site.url}#${link}`);
  await expect(page.locator('#notice')).toBeEmpty();

  const second = await page.context().newPage();
  const secondLoads = countLoads(second);
  await second.goto(site.url);
  await appStarted(second);
  expect(await isIsolated(second)).toBe(true);
  expect(secondLoads()).toBe(1);
});

test('a host without headers, in a sub-folder: the whole journey after the silent reload', async ({
  page,
  serve,
}) => {
  const site = await serve({ headers: false, folder: '/some/where/' });
  const loads = countLoads(page);
  const editor = new Editor(page);
  await editor.goto(site.url);
  expect(await isIsolated(page)).toBe(true);
  const picture = await exactPicture(200, 120);
  await editor.open(picture);
  await editor.add('Flip');
  await editor.chooseFormat('PNG');
  const file = await editor.export();
  expect(file.metadata).toMatchObject({ width: 200, height: 120, format: 'png' });
  for (const x of [0, 80, 199]) {
    const found = [...file.pixels.subarray(x * 3, x * 3 + 3)];
    expect(found).toEqual([...picture.pixels.subarray((199 - x) * 3, (200 - x) * 3)]);
  }
  expect(loads(), 'the one silent reload and no other').toBe(2);
});

test('hard reload, which bypasses the service worker: one reload brings isolation back', async ({
  page,
  serve,
}) => {
  const site = await serve({ headers: false });
  await page.goto(`${site.url}#${link}`);
  await appStarted(page);
  for (const round of ['first', 'second']) {
    const loads = countLoads(page);
    const session = await page.context().newCDPSession(page);
    await session.send('Page.reload', { ignoreCache: true });
    await expect.poll(loads, `${round} hard reload`).toBe(2);
    await appStarted(page);
    expect(await isIsolated(page)).toBe(true);
    expect(loads()).toBe(2);
    expect(page.url()).toBe(`${site.url}#${link}`);
  }
});

test('framed by another site: one sentence, one link, nothing else to press', async ({
  page,
  serve,
}) => {
  const site = await serve({ headers: false });
  // Another port is another origin, and without isolation headers it may frame anything.
  const other = await serve({ headers: false });
  const body = `<!doctype html><title>Other</title><iframe title="p" src="${site.url}"></iframe>`;
  other.overrides.set('/frame.html', { body });
  await page.goto(`${other.url}frame.html`);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('does not run inside another page')).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Open in its own tab' })).toHaveAttribute(
    'href',
    site.url,
  );
  expect(await frame.locator('a, button, input, select, textarea, [tabindex]').count()).toBe(1);
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('no headers either: says so, and starts without the engine', async ({ page, serve }) => {
    const site = await serve({ headers: false });
    const loads = countLoads(page);
    await page.goto(site.url);
    await appStarted(page);
    await expect(page.getByRole('alert').first()).toContainText('Images cannot be processed here');
    await expect(page.locator('#notice')).toContainText('could not be installed');
    expect(await isIsolated(page)).toBe(false);
    expect(loads()).toBe(1);
  });

  test('pipelines can be edited all the same, and opening says why it cannot', async ({
    page,
    serve,
  }) => {
    const site = await serve({ headers: false });
    const editor = new Editor(page);
    await editor.goto(site.url);
    const exposure = await editor.add('Exposure');
    await editor.add('Contrast');
    await exposure.getByRole('button', { name: 'Exposure' }).click();
    const box = exposure.getByRole('spinbutton', { name: 'Exposure' });
    await box.fill('2');
    await box.press('Enter');
    await expect(exposure).toContainText('+2 EV');
    await editor.step('Contrast').getByRole('button', { name: 'Move up' }).click();
    await expect(editor.titles).toHaveText(['Contrast', 'Exposure']);
    await editor.undoButton.click();
    await expect(editor.titles).toHaveText(['Exposure', 'Contrast']);

    await editor.choose(await exactPicture());
    const refusal = page.getByRole('status', { name: 'Notices' }).getByRole('alert');
    await expect(refusal).toContainText('Images cannot be processed in this window.');
    await expect(refusal).toContainText('Pipelines can be edited all the same.');
    await expect(editor.exportButton).toBeDisabled();
    await expect(editor.titles).toHaveText(['Exposure', 'Contrast']);
  });

  test('headers are enough', async ({ page, site }) => {
    await page.goto(site.url);
    await appStarted(page);
    expect(await isIsolated(page)).toBe(true);
    await expect(page.locator('#notice')).toBeEmpty();
  });
});

test('a browser window that has no service workers is told so', async ({ page, serve }) => {
  const site = await serve({ headers: false });
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  });
  await page.goto(site.url);
  await appStarted(page);
  await expect(page.locator('#notice')).toContainText('offers no service worker');
});

test('a page that stays unisolated does not reload for ever', async ({ page, serve }) => {
  const site = await serve({ headers: false });
  // A worker that takes charge and adds nothing, as a broken browser might.
  site.overrides.set('/service-worker.js', {
    type: 'text/javascript',
    body: "addEventListener('activate', (event) => event.waitUntil(clients.claim()));",
  });
  const loads = countLoads(page);
  await page.goto(site.url);
  await appStarted(page);
  await expect(page.locator('#notice')).toContainText('still does not isolate it');
  expect(loads()).toBe(2);
});
