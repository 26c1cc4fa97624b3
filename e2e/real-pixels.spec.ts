import sharp from 'sharp';
import { Editor, type Downloaded, type MadeFile } from './pages/editor';
import { scene } from './pages/pictures';
import { boxAtRest } from './support/box';
import { expect, test, type Page } from './support/warm';

/** A picture with grain in a plain border, as a scan has one; larger than previews are. */
async function scan(): Promise<MadeFile> {
  const [width, height] = [1540, 1160];
  const inner = { raw: { width, height, channels: 3 } } as const;
  const buffer = await sharp(scene(width, height), inner)
    .extend({ left: 90, top: 60, right: 120, bottom: 40, background: '#f4f4f4' })
    .png()
    .toBuffer();
  return { name: 'scan.png', mimeType: 'image/png', buffer };
}

interface Wanted {
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

const documentOf = (steps: readonly Wanted[]): MadeFile => {
  const operations = steps.map((step, index) => ({ step: index + 1, ...step }));
  const text = JSON.stringify({ pipette: 2, name: 'Reshaped', operations });
  return { name: 'steps.json', mimeType: 'application/json', buffer: Buffer.from(text) };
};

/** How much of the middle of the screen is compared, in device pixels. */
const part = { width: 320, height: 220 };

/** The middle of what is on screen, and where in the picture it begins, in device pixels. */
const middleOf = (page: Page) =>
  page.locator('[data-viewer] .pane').evaluate((pane, part) => {
    const canvas = pane.querySelector('canvas');
    const under = pane.querySelector<HTMLElement>('.checker');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !under) throw new Error('no picture on screen');
    const x = (canvas.width - part.width) >> 1;
    const y = (canvas.height - part.height) >> 1;
    const [left = NaN, top = NaN, width, height] = [
      under.style.left,
      under.style.top,
      under.style.width,
      under.style.height,
    ].map(Number.parseFloat);
    const { data } = context.getImageData(x, y, part.width, part.height);
    // As text, for lists of numbers take seconds to come over from the page.
    const pixels = btoa(Array.from(data, (value) => String.fromCharCode(value)).join(''));
    return { left: x - left, top: y - top, picture: [width, height], pixels };
  }, part);

/** Fails unless every pixel in the middle of the screen is that of the file at its place. */
async function expectSame(page: Page, file: Downloaded): Promise<void> {
  const { width = 0, height = 0, channels = 3 } = file.metadata;
  await expect(async () => {
    const { left, top, picture, ...shown } = await middleOf(page);
    expect(picture).toEqual([width, height]);
    const pixels = Buffer.from(shown.pixels, 'base64');
    let different = 0;
    for (let at = 0; at < part.width * part.height; at += 1) {
      const [x, y] = [left + (at % part.width), top + Math.floor(at / part.width)];
      if (x < 0 || y < 0 || x >= width || y >= height) throw new Error('beyond the picture');
      const from = (y * width + x) * channels;
      const isSame = [0, 1, 2].every((band) => pixels[at * 4 + band] === file.pixels[from + band]);
      if (!isSame) different += 1;
    }
    expect(different).toBe(0);
  }).toPass({ timeout: 60_000, intervals: [500, 1000, 2000] });
}

/** Takes steps over from a document in a file. */
async function take(editor: Editor, steps: readonly Wanted[]): Promise<void> {
  const { page } = editor;
  await editor.choose(documentOf(steps));
  await page.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(editor.steps).toHaveCount(steps.length);
  await editor.settled();
}

const area = { left: 0.113, top: 0.117, width: 0.81, height: 0.77 };
const cases: Readonly<Record<string, readonly Wanted[]>> = {
  Border: [{ operation: 'border', parameters: { width: 7.3, line: 0.6 } }],
  'Drop shadow and Resize': [
    { operation: 'drop-shadow', parameters: { x: -40, blur: 8 } },
    { operation: 'resize', parameters: { mode: 'percent', percent: 93 } },
  ],
  Trim: [{ operation: 'trim' }],
  'Rotate and Crop': [
    { operation: 'rotate', parameters: { turn: '90', angle: 3.7 } },
    { operation: 'crop', parameters: { area } },
  ],
  'Perspective and Pad': [{ operation: 'perspective' }, { operation: 'pad' }],
  'Smart crop': [{ operation: 'smart-crop' }],
  'many steps': [
    { operation: 'exposure' },
    { operation: 'trim', parameters: { margin: 7 } },
    { operation: 'border' },
    { operation: 'sharpen' },
    { operation: 'straighten' },
    { operation: 'drop-shadow' },
    { operation: 'sepia' },
  ],
};

for (const [name, steps] of Object.entries(cases)) {
  test(`the size told is the file’s, and 100 % shows its pixels: ${name}`, async ({
    page,
    site,
  }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await scan());
    await editor.chooseFormat('PNG');
    await editor.compare('Result');
    await take(editor, steps);
    const told = page.getByText(/^Size of the result: \d+ × \d+ px\./);
    const file = await editor.export();
    const { width, height } = file.metadata;
    await expect(told).toContainText(`Size of the result: ${width} × ${height} px.`);

    await page.keyboard.press('1');
    await expect.poll(() => editor.zoomPercent()).toBe(100);
    await expectSame(page, file);

    const box = await boxAtRest(editor.panes);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 310, y - 170, { steps: 4 });
    await page.mouse.up();
    await expectSame(page, file);
  });
}
