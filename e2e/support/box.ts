import type { Locator } from '@playwright/test';

/** Where something is on screen, in CSS pixels of the window. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Returns where `part` is once it has stood still for two frames: what is beside it may have just come,
 * and a hand would wait for that, too.
 */
export async function boxAtRest(part: Locator): Promise<Box> {
  await part.scrollIntoViewIfNeeded();
  const box = await part.boundingBox();
  if (box === null) throw new Error(`${String(part)} is not on screen`);
  return box;
}

/** Returns the middle of `part` once it stands still. */
export async function middleOf(part: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxAtRest(part);
  return { x: x + width / 2, y: y + height / 2 };
}
