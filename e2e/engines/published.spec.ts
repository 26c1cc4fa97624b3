/**
 * Every engine publishes pictures, and shows what it published: the unpacked zip from the disk and from
 * a host without headers, and the page that has its pictures inside.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { serveSite } from '../../scripts/site-server.mjs';
import { publishedZip } from '../../scripts/published-zip.mjs';
import {
  byRole,
  EngineApp,
  engineNames,
  type EnginePage,
  expect,
  needEngine,
  test,
} from './support';

/**
 * What a page complained of. Sizes that change while sizes are being told are told with the next frame,
 * and nothing is lost; WebKit complains of that by chance.
 */
const problemsOf = (page: EnginePage): readonly string[] =>
  page.problems.filter((text) => !text.includes('ResizeObserver loop'));

/** Publishes the first two pictures of the gallery; returns the file. */
async function publish(page: EnginePage, as: 'Zip with a page' | 'One HTML file') {
  const gallery = byRole('dialog', 'Gallery');
  await page.press(byRole('button', 'Gallery', byRole('banner')));
  await page.press(byRole('tab', /Pictures/, gallery));
  await page.press(byRole('button', 'More about the gallery', gallery));
  await page.press(byRole('menuitem', 'Publish as web page…'));
  const form = byRole('dialog', 'Publish as web page');
  await page.press(byRole('radio', as, form));
  await page.fill(byRole('textbox', 'Title', form), 'Owls');
  const file = await page.download(() => page.press(byRole('button', 'Publish 2 pictures', form)));
  await page.gone(form);
  await page.key('Escape');
  await page.gone(gallery);
  return file;
}

/** Looks through the page at an address, by hand and by keys; nothing is asked of anybody else. */
async function look(page: EnginePage, address: string, root: string): Promise<void> {
  await page.goto(address);
  await page.text(byRole('heading', /./), /^Owls$/);
  const loaded = () => {
    const shown = [...document.images].filter((image) => image.checkVisibility());
    return shown.length > 1 && shown.every((image) => image.complete && image.naturalWidth > 0);
  };
  await page.until(loaded);
  await page.press(byRole('link', 'Two'));
  await page.text(byRole('heading', 'Two'), /Two/);
  await page.until(loaded);
  // Before and after: eleven stops, by arrow keys.
  const cut = () => {
    const before = document.querySelector('.detail:target .before');
    return before === null ? '' : getComputedStyle(before).clipPath;
  };
  const middle = await page.until(cut);
  await page.evaluate(() =>
    document.querySelector<HTMLElement>('.detail:target :checked')?.focus(),
  );
  await page.key('ArrowRight');
  await page.until((was) => {
    const before = document.querySelector('.detail:target .before');
    return before !== null && getComputedStyle(before).clipPath !== was;
  }, middle);
  const asked = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  expect(asked.filter((url) => !url.startsWith(root) && !url.startsWith('data:'))).toEqual([]);
  await page.press(byRole('link', 'Close'));
  expect(problemsOf(page)).toEqual([]);
}

for (const engine of engineNames) {
  test(`${engine}: publishes pictures, and shows them from the disk and from a host`, async ({
    open,
    site,
    onDisk,
  }) => {
    await needEngine(engine);
    const page = await open(engine);
    const app = new EngineApp(page);
    const [path = ''] = await onDisk([
      {
        name: 'brought.zip',
        mimeType: 'application/zip',
        buffer: await publishedZip(['One', 'Two']),
      },
    ]);
    await app.goto(site.url);
    await page.chooseFiles(byRole('button', 'Open image', byRole('banner')), [path]);
    const card = byRole('dialog', 'Published gallery');
    await page.press(byRole('button', 'Take 2 pictures into the gallery', card));
    await page.gone(card);
    const zip = await publish(page, 'Zip with a page');
    const whole = await publish(page, 'One HTML file');
    expect(problemsOf(page)).toEqual([]);

    const folder = await mkdtemp(join(tmpdir(), 'pipette-published-'));
    try {
      for (const [name, bytes] of Object.entries(unzipSync(zip.bytes))) {
        await mkdir(dirname(join(folder, 'site', name)), { recursive: true });
        await writeFile(join(folder, 'site', name), bytes);
      }
      await writeFile(join(folder, 'page.html'), whole.bytes);
      const disk = pathToFileURL(`${folder}/`).href;
      await look(page, `${disk}site/index.html`, `${disk}site/`);
      await look(page, `${disk}page.html`, `${disk}page.html`);
      const host = await serveSite({ root: folder, headers: false });
      try {
        // Of the host itself browsers ask an icon.
        await look(page, `${host.url}site/`, host.url);
        const others = host.requests.filter((asked) => !asked.startsWith('/site/'));
        expect(others.filter((asked) => asked !== '/favicon.ico')).toEqual([]);
      } finally {
        await host.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
