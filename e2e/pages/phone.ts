import type { Locator, Page } from '@playwright/test';
import { type Box, boxAtRest } from '../support/box';
import { stands } from '../support/standing';
import { expect } from '../support/test';
import { Editor } from './editor';
import { photo } from './pictures';

export const upright = { width: 390, height: 844 };
export const onItsSide = { width: 844, height: 390 };

export const right = ({ x, width }: Box): number => x + width;
export const bottom = ({ y, height }: Box): number => y + height;

/** Whether two parts of the screen share a pixel. */
export const overlap = (a: Box, b: Box): boolean =>
  a.x < right(b) - 1 && b.x < right(a) - 1 && a.y < bottom(b) - 1 && b.y < bottom(a) - 1;

/** Returns where a part is, without scrolling to it. */
export async function boxOf(part: Locator): Promise<Box> {
  const box = await part.boundingBox();
  if (box === null) throw new Error(`${String(part)} is not shown`);
  return box;
}

/** Expects that all of a part is in the window. */
export async function expectInSight(page: Page, part: Locator): Promise<Box> {
  const box = await boxAtRest(part);
  const { width, height } = page.viewportSize() ?? upright;
  expect(box.x, 'left edge').toBeGreaterThanOrEqual(0);
  expect(box.y, 'upper edge').toBeGreaterThanOrEqual(0);
  expect(right(box), 'right edge').toBeLessThanOrEqual(width + 0.5);
  expect(bottom(box), 'lower edge').toBeLessThanOrEqual(height + 0.5);
  return box;
}

/** Expects that a finger on the middle of the picture meets the picture. */
export async function expectUncovered(editor: Editor): Promise<void> {
  const meets = await editor.viewer.evaluate((viewer) => {
    const { left, top, width, height } = viewer.getBoundingClientRect();
    return [0.1, 0.5, 0.9].every((share) =>
      viewer.contains(document.elementFromPoint(left + width * share, top + height / 3)),
    );
  });
  expect(meets, 'the picture lies on top').toBe(true);
}

export async function openPhoto(page: Page, url: string): Promise<Editor> {
  const editor = new Editor(page);
  await editor.goto(url);
  await editor.open(await photo());
  // What it took the place of can be had again, which is told over a part of the screen.
  if (stands(page, url)) await page.getByRole('button', { name: 'Dismiss' }).click();
  return editor;
}
