import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, type Page, test } from './support/test';

/** Returns how long the slowest movement on the page may take, in milliseconds. */
const slowest = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const times = [...document.querySelectorAll('*')].flatMap((element) =>
      ['', '::before', '::after'].flatMap((part) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element, part);
        return `${transitionDuration},${animationDuration}`
          .split(',')
          .map((time) => Number.parseFloat(time) * (time.endsWith('ms') ? 1 : 1000));
      }),
    );
    const running = document
      .getAnimations()
      .map((animation) => Number(animation.effect?.getComputedTiming().activeDuration ?? 0));
    return Math.max(...times, ...running);
  });

/** Goes through states of the screen and looks at each. */
async function look(page: Page, url: string): Promise<number[]> {
  const editor = new Editor(page);
  const seen: number[] = [];
  await editor.goto(url);
  seen.push(await slowest(page));
  await editor.open(await photo());
  for (const operation of ['Exposure', 'Contrast']) await editor.add(operation);
  seen.push(await slowest(page));
  await page.getByRole('button', { name: 'Add step' }).first().click();
  await expect(page.getByRole('combobox', { name: 'Search operations' })).toBeFocused();
  seen.push(await slowest(page));
  await page.keyboard.press('Escape');
  const handle = editor.step('Exposure').getByRole('button', { name: 'Drag to move' });
  await expect(handle).toHaveAccessibleDescription(/Press Space/);
  await handle.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Exposure is at place 2.')).toBeAttached();
  seen.push(await slowest(page));
  await page.keyboard.press('Escape');
  return seen;
}

test('nothing moves for who asked for less motion', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const time of await look(page, site.url)) expect(time).toBeLessThanOrEqual(1);
});

test('movements are short for all others', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const seen = await look(page, site.url);
  expect(Math.max(...seen)).toBeGreaterThan(50);
  expect(Math.max(...seen)).toBeLessThanOrEqual(1200);
});
