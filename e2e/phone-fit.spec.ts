import type { Locator, Page } from '@playwright/test';
import { Editor } from './pages/editor';
import { bottom, boxOf, expectInSight, onItsSide, openPhoto, right, upright } from './pages/phone';
import { photo } from './pages/pictures';
import { ReportTab } from './pages/report';
import { boxAtRest } from './support/box';
import { expect, test } from './support/test';
import { test as warm } from './support/warm';

/** Returns what can be pressed in sight and is smaller than a finger needs, with its size. */
const tooSmall = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [role=slider], [role=option], [role=menuitem], [role=tab]',
    );
    return [...all].flatMap((one) => {
      // Labels are a part of what they name, and some targets reach over the line that they are in.
      const reaches =
        getComputedStyle(one).position === 'static' &&
        getComputedStyle(one, '::after').position === 'absolute';
      const label = one.matches('[type=checkbox], [type=radio]')
        ? (one as HTMLInputElement).labels?.[0]
        : undefined;
      const target = label ?? (reaches ? (one.offsetParent ?? one) : one);
      const style = getComputedStyle(target);
      // A press anywhere on a plot is on the nearest of its points.
      if (one instanceof SVGElement) return [];
      const hidden = !one.checkVisibility({ visibilityProperty: true }) || one.closest('[inert]');
      if (hidden || style.clipPath !== 'none' || one.matches(':disabled')) return [];
      const { width, height } = target.getBoundingClientRect();
      if (Math.min(width, height) >= 43.5) return [];
      const name = one.getAttribute('aria-label') ?? one.innerText;
      return [`${one.tagName} ${name}: ${width.toFixed(0)} x ${height.toFixed(0)}`];
    });
  });

test.describe('every target of a phone', () => {
  test.use({ viewport: upright, hasTouch: true, isMobile: true });

  test('is as large as a finger', async ({ page, site }) => {
    const editor = new Editor(page);
    const found: string[] = [];
    const measure = async (state: string) => {
      for (const one of await tooSmall(page)) found.push(`${state}: ${one}`);
    };
    await editor.goto(site.url);
    await measure('nothing is open');
    await editor.open(await photo());
    for (const mode of ['Side by side', 'Difference', 'Split'] as const) {
      await editor.compare(mode);
      await measure(mode);
    }
    await page.getByRole('button', { name: 'More', exact: true }).first().tap();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    await measure('menu');
    await page.keyboard.press('Escape');
    await editor.column('Edit').tap();
    await measure('no steps');
    await page.getByRole('button', { name: 'Presets' }).tap();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    await measure('presets');
    await page.keyboard.press('Escape');
    await editor.addButton.tap();
    await expect(page.getByRole('option').first()).toBeVisible();
    await measure('adding');
    await page.keyboard.press('Escape');
    for (const operation of [
      'Exposure',
      'Curves',
      'Selective colour',
      'Crop',
      'Straighten',
      'Resize',
      'Redact',
      'Text watermark',
      'Image watermark',
    ]) {
      const step = await editor.add(operation);
      await expect(step.getByRole('button', { name: 'Remove', exact: true })).toBeVisible();
      await measure(operation);
    }
    await editor.column('Export').tap();
    for (const tab of ['Images', 'Pipeline', 'Report', 'Share']) {
      await page
        .getByRole('tablist', { name: 'Export & Share' })
        .getByRole('tab', { name: tab, exact: true })
        .tap();
      if (tab === 'Report') await new ReportTab(page).whole();
      await measure(tab);
    }
    expect(found).toEqual([]);
  });
});

test.describe('a keyboard', () => {
  test.use({ viewport: upright, hasTouch: true, isMobile: true });

  /** What is left of the window above a keyboard. */
  const left = { width: upright.width, height: 450 };

  /** Expects that a finger on a field meets it. */
  async function expectOnTop(field: Locator): Promise<void> {
    const onTop = () =>
      field.evaluate((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) === one;
      });
    await expect.poll(onTop).toBe(true);
  }

  warm('does not cover the field that is typed in, nor the picture', async ({ page, site }) => {
    const editor = await openPhoto(page, site.url);
    const step = await editor.add('Selective colour');
    await editor.settled();
    for (const box of [step.getByRole('spinbutton').first(), step.getByRole('spinbutton').last()]) {
      await page.setViewportSize(upright);
      await box.tap();
      await page.setViewportSize(left);
      await expect.poll(async () => bottom(await boxOf(box))).toBeLessThanOrEqual(left.height);
      await expectOnTop(box);
      const picture = await expectInSight(page, editor.viewer);
      expect(picture.height).toBeGreaterThan(100);
      expect(bottom(picture)).toBeLessThanOrEqual((await boxOf(box)).y);
    }
    await page.keyboard.press('Enter');
    await page.setViewportSize(upright);
    await editor.column('Export').tap();
    const name = page.getByRole('textbox', { name: 'File name' });
    await name.tap();
    await page.setViewportSize(left);
    await expect.poll(async () => bottom(await boxOf(name))).toBeLessThanOrEqual(left.height);
    await expectOnTop(name);
  });

  test('that lies over the page leaves it what is seen', async ({ page, site }) => {
    // As Safari does: the page stays as large as it is, what is seen of it shrinks.
    await page.addInitScript(() => {
      const seen = Object.assign(new EventTarget(), { height: innerHeight, scale: 1 });
      Object.defineProperty(globalThis, 'visualViewport', { value: seen });
    });
    const cover = (height: number, scale = 1) =>
      page.evaluate(
        (changed) =>
          Object.assign(visualViewport ?? {}, changed).dispatchEvent(new Event('resize')),
        { height, scale } as VisualViewport,
      );
    const editor = await openPhoto(page, site.url);
    const step = await editor.add('Selective colour');
    const box = step.getByRole('spinbutton').last();
    await box.tap();
    await cover(left.height);
    await expect.poll(async () => bottom(await boxOf(box))).toBeLessThanOrEqual(left.height);
    await expectOnTop(box);
    expect(bottom(await boxAtRest(editor.viewer))).toBeLessThanOrEqual((await boxOf(box)).y);
    await cover(upright.height);
    await expect.poll(async () => bottom(await boxOf(page.locator('body')))).toBe(upright.height);
    await cover(left.height, 2);
    expect(bottom(await boxOf(page.locator('body')))).toBe(upright.height);
  });
});

warm.describe('the edges of a phone', () => {
  warm.use({ viewport: upright, hasTouch: true, isMobile: true });

  warm('are left to its notch and its bar', async ({ page, site }) => {
    const editor = await openPhoto(page, site.url);
    const session = await page.context().newCDPSession(page);
    for (const [viewport, insets] of [
      [upright, { top: 47, left: 0, right: 0, bottom: 34 }],
      [onItsSide, { top: 0, left: 47, right: 47, bottom: 21 }],
    ] as const) {
      await page.setViewportSize(viewport);
      await session.send('Emulation.setSafeAreaInsetsOverride', { insets });
      for (const column of ['Picture', 'Edit', 'Export'] as const) {
        await editor.column(column).tap();
        const inSight = page.getByRole('main').or(page.getByRole('banner'));
        for (const part of [
          ...(await inSight.all()),
          page.getByRole('tablist', { name: 'Columns' }),
        ]) {
          const box = await boxAtRest(part);
          expect(box.x).toBeGreaterThanOrEqual(insets.left);
          expect(box.y).toBeGreaterThanOrEqual(insets.top);
          expect(right(box)).toBeLessThanOrEqual(viewport.width - insets.right);
          expect(bottom(box)).toBeLessThanOrEqual(viewport.height - insets.bottom);
        }
      }
    }
    await session.send('Emulation.setSafeAreaInsetsOverride', { insets: {} });
    await session.detach();
  });
});
