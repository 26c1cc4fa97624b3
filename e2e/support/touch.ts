import type { Page } from '@playwright/test';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * Drags one finger, as the browser's own touch input: the page cannot tell it from a real one.
 * @param before is done before the finger is lifted
 */
export async function touchDrag(
  page: Page,
  from: Spot,
  to: Spot,
  before?: () => Promise<void>,
): Promise<void> {
  const moves = 8;
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [from]);
  for (let move = 1; move <= moves; move += 1) {
    const share = move / moves;
    const x = from.x + (to.x - from.x) * share;
    const y = from.y + (to.y - from.y) * share;
    await send('touchMove', [{ x, y }]);
  }
  await before?.();
  await send('touchEnd', []);
  await session.detach();
}
