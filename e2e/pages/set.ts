import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import type { MadeFile } from './editor';

/** Returns pictures that all look different, called IMG_1.png and so on: each has a colour of its own. */
export function walk(amount: number, width = 320, height = 200): Promise<MadeFile[]> {
  return Promise.all(
    Array.from({ length: amount }, async (_, index) => {
      const [red, green] = [40 + (index % 12) * 12, 60 + Math.floor(index / 12) * 20];
      const data = Buffer.alloc(width * height * 3);
      for (let at = 0; at < width * height; at += 1) {
        data[3 * at] = red;
        data[3 * at + 1] = green;
        data[3 * at + 2] = 40 + Math.round((120 * (at % width)) / width);
      }
      const raw = { raw: { width, height, channels: 3 as const } };
      const buffer = await sharp(data, raw).png().toBuffer();
      return { name: `IMG_${index + 1}.png`, mimeType: 'image/png', buffer };
    }),
  );
}

/** The strip of pictures that are open together. */
export class SetStrip {
  readonly list: Locator;
  readonly pictures: Locator;
  readonly current: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByRole('list', { name: 'Pictures', exact: true });
    this.pictures = this.list.getByRole('button');
    this.current = this.list.locator('[aria-current=true]');
  }

  /** Chooses files in the file dialog and opens them as a set. */
  async open(files: readonly MadeFile[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open image' }).first().click();
    await (await chooser).setFiles([...files]);
    await this.page.getByRole('button', { name: `Open all ${files.length} as a set` }).click();
  }

  picture(name: string): Locator {
    return this.list.getByRole('button', { name: new RegExp(`^${name}(,|$)`) });
  }
}
