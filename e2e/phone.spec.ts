import type { Locator, Page } from '@playwright/test';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { ReportTab } from './pages/report';
import { expectAccessible } from './support/axe';
import { type Box, boxAtRest } from './support/box';
import { expect, test } from './support/test';
import { touchDrag } from './support/touch';

const upright = { width: 390, height: 844 };
const onItsSide = { width: 844, height: 390 };

const right = ({ x, width }: Box): number => x + width;
const bottom = ({ y, height }: Box): number => y + height;

/** Whether two parts of the screen share a pixel. */
const overlap = (a: Box, b: Box): boolean =>
  a.x < right(b) - 1 && b.x < right(a) - 1 && a.y < bottom(b) - 1 && b.y < bottom(a) - 1;

/** Returns where a part is, without scrolling to it. */
async function boxOf(part: Locator): Promise<Box> {
  const box = await part.boundingBox();
  if (box === null) throw new Error(`${String(part)} is not shown`);
  return box;
}

/** Expects that all of a part is in the window. */
async function expectInSight(page: Page, part: Locator): Promise<Box> {
  const box = await boxAtRest(part);
  const { width, height } = page.viewportSize() ?? upright;
  expect(box.x, 'left edge').toBeGreaterThanOrEqual(0);
  expect(box.y, 'upper edge').toBeGreaterThanOrEqual(0);
  expect(right(box), 'right edge').toBeLessThanOrEqual(width + 0.5);
  expect(bottom(box), 'lower edge').toBeLessThanOrEqual(height + 0.5);
  return box;
}

/** Expects that a finger on the middle of the picture meets the picture. */
async function expectUncovered(editor: Editor): Promise<void> {
  const meets = await editor.viewer.evaluate((viewer) => {
    const { left, top, width, height } = viewer.getBoundingClientRect();
    return [0.1, 0.5, 0.9].every((share) =>
      viewer.contains(document.elementFromPoint(left + width * share, top + height / 3)),
    );
  });
  expect(meets, 'the picture lies on top').toBe(true);
}

async function openPhoto(page: Page, url: string): Promise<Editor> {
  const editor = new Editor(page);
  await editor.goto(url);
  await editor.open(await photo());
  return editor;
}

for (const [name, viewport] of Object.entries({ upright, 'on its side': onItsSide })) {
  test.describe(`a phone ${name}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test('shows the picture while a finger moves a slider, and exports', async ({ page, site }) => {
      const editor = await openPhoto(page, site.url);
      const step = await editor.add('Exposure');
      await editor.settled();
      const slider = step.getByRole('slider', { name: 'Exposure', exact: true });
      await expectAccessible(page, 'a step is open');
      const before = await expectInSight(page, editor.viewer);
      if (name === 'upright') {
        expect(before.width).toBeCloseTo(viewport.width, 0);
        expect(before.height / viewport.height).toBeGreaterThan(0.4);
        expect(before.height / viewport.height).toBeLessThan(0.5);
      } else {
        expect(before.height / viewport.height).toBeGreaterThan(0.7);
      }
      const track = await expectInSight(page, slider);
      expect(overlap(before, track)).toBe(false);
      const [dark] = await editor.screenColour(0.7, 0.5);

      const y = track.y + track.height / 2;
      const from = { x: track.x + track.width * 0.56, y };
      await touchDrag(page, from, { x: track.x + track.width * 0.7, y }, async () => {
        expect(await boxAtRest(editor.viewer)).toEqual(before);
        await expectUncovered(editor);
        await expect.poll(async () => (await editor.screenColour(0.7, 0.5))[0]).not.toBe(dark);
      });
      await editor.settled();
      expect(Number(await slider.inputValue())).toBeGreaterThan(0.8);
      expect(await boxAtRest(editor.viewer)).toEqual(before);

      await editor.column('Export').tap();
      const sheet = await expectInSight(page, page.getByRole('tabpanel', { name: 'Export' }));
      await expectAccessible(page, 'the sheet of exports');
      const picture = await boxAtRest(editor.viewer);
      expect(name === 'upright' ? picture.y < sheet.y : right(picture) <= sheet.x).toBe(true);
      const file = await editor.export();
      expect(file.name).toBe('photo.jpg');
      expect(file.metadata.width).toBe(1200);
    });

    test('has the steps in a row, each in reach of a finger', async ({ page, site }) => {
      const editor = await openPhoto(page, site.url);
      for (const operation of ['Exposure', 'Contrast', 'Saturation', 'Sharpen']) {
        await editor.add(operation);
      }
      await editor.settled();
      const tops = new Set<number>();
      for (const operation of ['Exposure', 'Sharpen', 'Contrast', 'Saturation']) {
        const chip = editor.step(operation).getByRole('button', { name: operation, exact: true });
        await chip.tap();
        const box = await expectInSight(page, chip);
        tops.add(box.y);
        await expect(chip).toHaveAttribute('aria-expanded', 'true');
        const first = editor.step(operation).getByRole('slider').first();
        expect(overlap(await expectInSight(page, first), box)).toBe(false);
        const enabled = editor.step(operation).getByRole('switch', { name: 'Enabled' });
        await expectInSight(page, enabled);
        expect(overlap(await boxAtRest(first), await boxAtRest(editor.viewer))).toBe(false);
      }
      expect(tops.size, 'one row').toBe(1);
      await editor.step('Saturation').getByRole('switch', { name: 'Enabled' }).tap();
      await expect(editor.step('Saturation').getByRole('switch')).toHaveAttribute(
        'aria-checked',
        'false',
      );
      await expectInSight(page, editor.addButton);
      // The whole room is the picture's while no step is open.
      const small = await boxAtRest(editor.viewer);
      await editor
        .step('Saturation')
        .getByRole('button', { name: 'Saturation', exact: true })
        .tap();
      await expect(page.getByRole('button', { name: 'Presets' })).toBeVisible();
      await expectInSight(page, editor.viewer);
      if (name === 'upright') {
        expect((await boxAtRest(editor.viewer)).height).toBeGreaterThan(small.height + 100);
      }
    });

    test('moves a step by its handle', async ({ page, site }) => {
      const editor = await openPhoto(page, site.url);
      for (const operation of ['Exposure', 'Contrast']) await editor.add(operation);
      const handle = async (title: string) => {
        const grip = editor.step(title).getByRole('button', { name: 'Drag to move' });
        const { x, y, width, height } = await boxAtRest(grip);
        return { x: x + width / 2, y: y + height / 2 };
      };
      const from = await handle('Contrast');
      const to = await handle('Exposure');
      await touchDrag(page, from, { x: to.x - 6, y: to.y });
      await expect(editor.titles).toHaveText(['Contrast', 'Exposure']);
    });
  });
}

test.describe('a sheet of exports', () => {
  test.use({ viewport: upright, hasTouch: true, isMobile: true });

  test('goes when what lies behind it is touched', async ({ page, site }) => {
    const editor = await openPhoto(page, site.url);
    await editor.column('Export').tap();
    await expect(page.getByRole('button', { name: 'Export image' })).toBeVisible();
    await page.touchscreen.tap(upright.width / 2, 80);
    await expect(page.getByRole('button', { name: 'Export image' })).toBeHidden();
    await expect(editor.column('Edit')).toHaveAttribute('aria-selected', 'true');
    await expectUncovered(editor);
  });
});

test.describe('the exports', () => {
  for (const [width, height, hasTouch] of [
    [1024, 768, false],
    // 1440 x 900, enlarged to 200 %.
    [720, 450, false],
    [844, 390, true],
  ] as const) {
    test.describe(`at ${width} x ${height}`, () => {
      test.use({ viewport: { width, height }, hasTouch, isMobile: hasTouch });

      test('show their fields: what exports takes a fifth', async ({ page, site }) => {
        const editor = await openPhoto(page, site.url);
        if (await editor.column('Export').isVisible()) await editor.column('Export').click();
        const format = page.getByRole('radiogroup', { name: 'Format' });
        const { y } = await expectInSight(page, editor.exportButton);
        const panel = await boxAtRest(page.getByRole('tabpanel', { name: 'Images' }));
        expect(height - y).toBeLessThan(height / 5);
        for (const name of ['Export all steps', 'Export many images', 'Export responsive set']) {
          const box = await expectInSight(page, page.getByRole('button', { name }));
          expect(box.y).toBeGreaterThanOrEqual(y);
          expect(right(box), 'within its panel').toBeLessThanOrEqual(right(panel));
          expect(box.height).toBeGreaterThanOrEqual(hasTouch ? 44 : 24);
        }
        expect(bottom(await expectInSight(page, format))).toBeLessThan(y);
        await editor.export();
        await expect(page.getByText(/^Saved photo/)).toBeVisible();
        expect((await boxAtRest(editor.exportButton)).y).toBeGreaterThan(height / 2 - 20);
      });
    });
  }
});

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

  test('does not cover the field that is typed in, nor the picture', async ({ page, site }) => {
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

test.describe('the edges of a phone', () => {
  test.use({ viewport: upright, hasTouch: true, isMobile: true });

  test('are left to its notch and its bar', async ({ page, site }) => {
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
  });
});
