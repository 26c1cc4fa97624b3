import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, type Download, type Locator, type Page } from '@playwright/test';
import sharp, { type Metadata } from 'sharp';
import { stands } from '../support/standing';

/** A file made in memory, as Playwright's file chooser takes it. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A downloaded picture, decoded by sharp, which shares no code with the page. */
export interface Downloaded {
  readonly name: string;
  readonly bytes: Buffer;
  readonly metadata: Metadata;
  /** Pixels as 8-bit values, band by band, rows from the top. */
  readonly pixels: Buffer;
}

export type Colour = readonly [number, number, number];

/** A part of the screen as it was at one moment, in CSS pixels from its upper left corner. */
export class Shot {
  private constructor(
    readonly width: number,
    readonly height: number,
    private readonly data: Buffer,
  ) {}

  static async of(part: Locator): Promise<Shot> {
    const { data, info } = await sharp(await part.screenshot())
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return new Shot(info.width, info.height, data);
  }

  at(x: number, y: number): Colour {
    const from = (Math.round(y) * this.width + Math.round(x)) * 3;
    const [r = -1, g = -1, b = -1] = this.data.subarray(from, from + 3);
    return [r, g, b];
  }

  /** The mean colour of a square of `side` pixels around a point. */
  mean(x: number, y: number, side = 9): Colour {
    const sum = [0, 0, 0];
    const half = (side - 1) / 2;
    for (let down = -half; down <= half; down += 1) {
      for (let across = -half; across <= half; across += 1) {
        this.at(x + across, y + down).forEach((value, band) => {
          sum[band] = (sum[band] ?? 0) + value;
        });
      }
    }
    const [r = 0, g = 0, b = 0] = sum.map((value) => value / side ** 2);
    return [r, g, b];
  }
}

/** The editor as a person sees it: everything is found by role and name. */
export class Editor {
  readonly steps: Locator;
  readonly openButton: Locator;
  readonly addButton: Locator;
  readonly undoButton: Locator;
  readonly redoButton: Locator;
  readonly exportButton: Locator;
  readonly comparePosition: Locator;

  constructor(readonly page: Page) {
    this.steps = page.getByRole('list', { name: 'Pipeline steps' }).getByRole('listitem');
    this.openButton = page.getByRole('button', { name: 'Open image' }).first();
    this.addButton = page.getByRole('button', { name: 'Add step' }).first();
    this.undoButton = page.getByRole('button', { name: 'Undo', exact: true });
    this.redoButton = page.getByRole('button', { name: 'Redo', exact: true });
    this.exportButton = page.getByRole('button', { name: 'Export image' });
    this.comparePosition = page.getByRole('slider', { name: 'Compare position' });
  }

  async goto(url: string): Promise<void> {
    if (!stands(this.page, url)) await this.page.goto(url);
    await expect(this.openButton).toBeVisible();
    // Until stored work is back, nothing in it can be used.
    await expect(this.page.locator('main')).not.toHaveAttribute('inert');
  }

  /** Opens a file through the file dialog and waits until the picture is on screen. */
  async open(file: MadeFile | string): Promise<void> {
    await this.choose(file);
    // Another picture may be on screen until then.
    const name = typeof file === 'string' ? basename(file) : file.name;
    await expect(this.page.getByTitle(name, { exact: true })).toBeAttached({ timeout: 30_000 });
    await this.settled();
  }

  /** Opens a file through the file dialog, whatever comes of it. */
  async choose(file: MadeFile | string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.openButton.click();
    await (await chooser).setFiles(file);
  }

  /** Waits until a result is drawn and nothing is being rendered. */
  async settled(): Promise<void> {
    await expect(this.viewer).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  }

  /** The region of the page that shows the picture. */
  get viewer(): Locator {
    return this.page.getByRole('group', { name: 'Picture', exact: true });
  }

  /** The drawn pictures: one, or two side by side. */
  get panes(): Locator {
    return this.viewer.locator('canvas');
  }

  /** How the picture is compared. */
  async compare(mode: 'Split' | 'Side by side' | 'Result' | 'Difference'): Promise<void> {
    await this.page
      .getByRole('radiogroup', { name: 'Compare' })
      .getByRole('radio', { name: mode })
      .check();
  }

  /** What the zoom control says, as a number. */
  async zoomPercent(): Promise<number> {
    const text = await this.page
      .getByRole('group', { name: 'Zoom' })
      .getByRole('button', { name: /^Zoom:/ })
      .innerText();
    return Number.parseFloat(text.replace(/^\D*/, ''));
  }

  /** Runs a command of a step's own menu. */
  async stepMenu(title: string, command: string): Promise<void> {
    await this.step(title).getByRole('button', { name: 'More' }).click();
    await this.page.getByRole('menuitem', { name: command }).click();
  }

  /** Waits until the newest change is written to the browser's storage. */
  async saved(): Promise<void> {
    await expect(this.page.getByText(/^Saved on this device/)).toBeVisible();
  }

  /** Keeps the pipeline as a preset, through the gallery, which stays open. */
  async savePreset(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Gallery', exact: true }).click();
    await this.page.getByRole('button', { name: 'Save as preset…' }).click();
    const window = this.page.getByRole('dialog');
    await window.getByRole('textbox', { name: 'Name' }).fill(name);
    await window.getByRole('button', { name: 'Save preset' }).click();
    await expect(window.getByRole('heading', { name: 'Yours' })).toBeVisible();
  }

  /** Drops a file on the page. */
  async drop({ name, mimeType, buffer }: MadeFile): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle(
      ({ bytes, name, mimeType }) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
        return data;
      },
      { bytes: [...buffer], name, mimeType },
    );
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await this.page.dispatchEvent('main', event, { dataTransfer });
    }
  }

  /** Adds a step through the dialog. */
  async add(operation: string): Promise<Locator> {
    await this.showSteps();
    const before = await this.steps.count();
    await this.addButton.click();
    await this.page.getByRole('combobox', { name: 'Search operations' }).fill(operation);
    await this.page.getByRole('option', { name: operation, exact: true }).click();
    await expect(this.page.getByRole('dialog')).toBeHidden();
    await this.showSteps();
    await expect(this.steps).toHaveCount(before + 1);
    return this.step(operation);
  }

  /** Adds a step that changes nothing at first, and has it show its example. */
  async addExample(operation: string): Promise<Locator> {
    const step = await this.add(operation);
    await step.getByRole('button', { name: 'Show an example' }).click();
    await expect(step.getByText(/^Changes nothing yet/)).toBeHidden();
    return step;
  }

  /** Goes to the steps where a phone shows something else. */
  async showSteps(): Promise<void> {
    const tab = this.column('Edit');
    if (await tab.isVisible()) await tab.click();
  }

  /** The tab by which a phone shows the steps, the picture alone or the exports. */
  column(name: 'Edit' | 'Picture' | 'Export'): Locator {
    return this.page.getByRole('tablist', { name: 'Columns' }).getByRole('tab', { name });
  }

  /** The step with this title. */
  step(title: string): Locator {
    return this.steps.filter({ has: this.page.getByRole('button', { name: new RegExp(title) }) });
  }

  /** Titles of the steps from top to bottom. */
  get titles(): Locator {
    return this.steps.getByTestId('step-title');
  }

  /** Types a value into a parameter's number box. */
  async type(step: Locator, label: string, value: number): Promise<void> {
    const box = step.getByRole('spinbutton', { name: label });
    await box.fill(String(value));
    await box.press('Enter');
    await this.settled();
  }

  async chooseFormat(
    format: 'JPEG' | 'PNG' | 'WebP' | 'TIFF' | 'AVIF' | 'JXL' | 'GIF',
  ): Promise<void> {
    await this.page
      .getByRole('radiogroup', { name: 'Format' })
      .getByRole('radio', { name: format })
      .check();
  }

  /** Presses Export image and returns the decoded download. */
  async export(): Promise<Downloaded> {
    const download = this.page.waitForEvent('download');
    await this.exportButton.click();
    return decode(await download);
  }

  /** Average colour of part of the drawn picture on screen, 0 to 255, by fractions of the viewer. */
  async screenColour(x: number, y: number): Promise<readonly [number, number, number]> {
    const shot = await this.viewer.screenshot();
    const { width = 1, height = 1 } = await sharp(shot).metadata();
    const { data } = await sharp(shot)
      .extract({ left: Math.floor(x * width), top: Math.floor(y * height), width: 4, height: 4 })
      .resize(1, 1, { kernel: 'nearest' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
  }
}

export async function decode(download: Download): Promise<Downloaded> {
  const bytes = await readFile(await download.path());
  const image = sharp(bytes);
  const metadata = await image.metadata();
  const pixels = await image.raw({ depth: 'uchar' }).toBuffer();
  return { name: download.suggestedFilename(), bytes, metadata, pixels };
}
