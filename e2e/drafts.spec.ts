import type { Page } from '@playwright/test';
import { Editor, type MadeFile } from './pages/editor';
import { photo } from './pages/pictures';
import { boxAtRest } from './support/box';
import { expect, test } from './support/warm';

/** Enough work for every picture on the way to be a small one. */
const documentWith = (stops: number): MadeFile => {
  const operations = [
    { step: 1, operation: 'exposure', parameters: { stops } },
    { step: 2, operation: 'clarity' },
    { step: 3, operation: 'median', parameters: { radius: 6 } },
    { step: 4, operation: 'sharpen' },
  ];
  const text = JSON.stringify({ pipette: 2, name: 'Dragged', operations });
  return { name: 'steps.json', mimeType: 'application/json', buffer: Buffer.from(text) };
};

async function take(editor: Editor, file: MadeFile): Promise<void> {
  await editor.choose(file);
  await editor.page
    .getByRole('dialog')
    .getByRole('button', { name: 'Replace', exact: true })
    .click();
  await expect(editor.steps).toHaveCount(4);
  await editor.settled();
}

/** What the page drew since it was watched: how wide the pictures are, and where they went. */
interface Drawn {
  readonly widths: number[];
  readonly places: string[];
  readonly told: string[];
  stop(): void;
}

declare global {
  // `var`, because only that makes a property of globalThis.
  var drawnByTest: Drawn | undefined;
}

/** Notes every picture that is drawn, its place, and what is told of the exact one meanwhile. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D;
    const drawImage: unknown = Reflect.get(prototype, 'drawImage');
    if (typeof drawImage !== 'function') throw new Error('a canvas draws');
    const canvas = document.querySelector('[data-viewer] canvas');
    const drawn: Drawn = {
      widths: [],
      places: [],
      told: [],
      stop: () => void Reflect.set(prototype, 'drawImage', drawImage),
    };
    globalThis.drawnByTest = drawn;
    prototype.drawImage = function (...inputs: unknown[]) {
      Reflect.apply(drawImage, this, inputs);
      const [picture, ...place] = inputs;
      if (this.canvas !== canvas || !(picture instanceof ImageBitmap)) return;
      const box = this.canvas.getBoundingClientRect();
      drawn.widths.push(picture.width);
      drawn.places.push(JSON.stringify([place, box.x, box.y, box.width, box.height]));
      const figures = document.querySelector('[aria-label="Histogram"]')?.innerHTML ?? '';
      if (picture.width < 1280) drawn.told.push(figures);
    };
  });

const drawnSince = (page: Page) =>
  page.evaluate(() => {
    globalThis.drawnByTest?.stop();
    const { widths, places, told } = globalThis.drawnByTest ?? { widths: [], places: [], told: [] };
    return { widths, places: [...new Set(places)], told: [...new Set(told)] };
  });

/** All pixels on screen, as a checksum of their text: equal for equal pixels. */
const pixelsOf = (editor: Editor) =>
  editor.panes.first().evaluate(async (canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('there is a canvas');
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    const sum = await crypto.subtle.digest('SHA-256', data ?? new Uint8Array());
    return btoa(String.fromCharCode(...new Uint8Array(sum)));
  });

test('a dragged control shows small pictures in the same place, and ends exactly', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(2400, 1600));
  await editor.compare('Result');
  await take(editor, documentWith(0.5));
  const step = editor.steps.first();
  const heading = step.getByRole('button', { expanded: false });
  if ((await heading.count()) > 0) await heading.first().click();
  const slider = step.getByRole('slider', { name: 'Exposure' });
  const { x, y, width, height } = await boxAtRest(slider);
  const start = await pixelsOf(editor);

  await page.mouse.move(x + width * 0.56, y + height / 2);
  await page.mouse.down();
  await editor.settled();
  await watch(page);
  for (let turn = 1; turn <= 12; turn += 1) {
    const before = await page.evaluate(() => globalThis.drawnByTest?.widths.length ?? 0);
    await page.mouse.move(x + width * (0.56 + turn * 0.02), y + height / 2);
    await page.waitForFunction(
      (count) => (globalThis.drawnByTest?.widths.length ?? 0) > count,
      before,
    );
  }
  await page.mouse.up();
  await editor.settled();
  const { widths, places, told } = await drawnSince(page);
  expect(Math.min(...widths), 'small pictures were drawn').toBeLessThan(1280);
  expect(Math.min(...widths), 'none was too small').toBeGreaterThanOrEqual(400);
  expect(widths.at(-1), 'the last one is the exact one').toBe(1280);
  expect(places, 'all in one place and size').toHaveLength(1);
  const exact = widths.filter((width) => width === 1280);
  expect(told.length, 'figures come with exact pictures').toBeLessThanOrEqual(exact.length + 1);
  expect(told).not.toContain('');

  const dragged = await pixelsOf(editor);
  expect(dragged).not.toBe(start);
  const stops = Number(await slider.inputValue());
  // Steps that come all at once are drawn exactly from the beginning.
  await take(editor, documentWith(0.1));
  expect(await pixelsOf(editor)).not.toBe(dragged);
  await take(editor, documentWith(stops));
  expect(await pixelsOf(editor)).toBe(dragged);
});
