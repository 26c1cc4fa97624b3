/**
 * One list of what a person does, made by every engine as far as it can be. Chromium is the measure:
 * what it makes of the same link and picture has to be the same file, byte for byte.
 */
import { unzipSync } from 'fflate';
import { exactPicture, photo } from '../pages/pictures';
import { byRole, EngineApp, engineNames, expect, needEngine, sha256, test } from './support';

/** What comes along with the sample; they stay when another picture is opened. */
const sampleSteps = ['Curves', 'Vibrance', 'Vignette'];

for (const engine of engineNames) {
  test(`${engine}: from the sample to work found again offline`, async ({ open, site, onDisk }) => {
    await needEngine(engine);
    const page = await open(engine);
    const app = new EngineApp(page);
    const [path = ''] = await onDisk([await exactPicture(480, 320)]);

    await test.step('starts isolated, and shows the sample', async () => {
      await app.goto(site.url);
      expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
      expect(await page.evaluate(() => document.querySelector('#notice')?.textContent)).toBe('');
      await page.press(byRole('button', 'Try the sample'));
      await app.settled();
      await app.hasSteps(...sampleSteps);
    });

    await test.step('opens a picture, adds a step and drags its slider', async () => {
      await app.openPicture(path);
      await app.add('Exposure');
      const slider = byRole('slider', 'Exposure', byRole('list', 'Pipeline steps'));
      const { y } = await page.target(slider);
      const { value, x, width } = await page.find(slider);
      // The slider goes from -4 to +4 EV.
      await page.drag({ x: x + ((Number(value) + 4) / 8) * width, y }, { x: x + 0.7 * width, y });
      const dragged = Number((await page.find(slider)).value);
      expect(dragged).toBeGreaterThan(1.2);
      expect(dragged).toBeLessThan(2);
      await app.settled();
    });

    await test.step('crops on the picture', async () => {
      await app.add('Crop');
      const bar = byRole('group', 'Crop');
      const corner = byRole('button', 'Crop: bottom right corner');
      const size = byRole('status', undefined, bar);
      const { text: before } = await page.find(size);
      await page.dragBy(corner, -60, -40);
      await page.text(size, new RegExp(`^(?!${before}$)`));
      await page.press(byRole('button', 'Done', bar));
      await page.gone(bar);
      await app.settled();
    });

    await test.step('exports the same bytes as Chromium makes of the link', async () => {
      const link = await app.link();
      const made = await app.exportPng();
      expect(made.name).toBe('exact.png');
      const chromium = new EngineApp(await open('Chromium'));
      await chromium.goto(site.url);
      await chromium.openPicture(path);
      await chromium.takeLink(link);
      await chromium.hasSteps(...sampleSteps, 'Exposure', 'Crop');
      await chromium.settled();
      const reference = await chromium.exportPng();
      expect(sha256(made.bytes)).toBe(sha256(reference.bytes));

      await chromium.add('Sharpen');
      await app.takeLink(await chromium.link());
      await app.hasSteps(...sampleSteps, 'Exposure', 'Crop', 'Sharpen');
      await app.settled();
      const sharpened = sha256((await app.exportPng()).bytes);
      expect(sharpened).not.toBe(sha256(made.bytes));
      expect(sharpened).toBe(sha256((await chromium.exportPng()).bytes));
      await chromium.page.close();
    });

    await test.step('keeps a preset', () => app.savePreset('Mine'));

    await test.step('brings an earlier version back', async () => {
      await app.addByKeys('Sepia');
      await page.press(byRole('button', 'History'));
      const history = byRole('dialog', 'History');
      // It came by a link, and went out as a file since.
      await page.press(byRole('option', /Imported/, byRole('listbox', 'Versions', history)));
      await page.press(byRole('button', 'Restore', history));
      await page.gone(history);
      await app.hasSteps(...sampleSteps, 'Exposure', 'Crop', 'Sharpen');
    });

    await test.step('exports five pictures as one archive', async () => {
      const pictures = [1, 2, 3, 4, 5].map((index) => photo(200, 150, `photo ${index}.jpg`));
      const dialog = byRole('dialog', 'Export many images');
      await page.press(byRole('button', 'Export many images'));
      const paths = await onDisk(await Promise.all(pictures));
      await page.chooseFiles(byRole('button', 'Choose files', dialog), paths);
      const archive = await page.download(() =>
        page.press(byRole('button', 'Export 5 files', dialog)),
      );
      expect(archive.name).toBe('pipette-images.zip');
      expect(Object.keys(unzipSync(archive.bytes))).toEqual([
        ...[1, 2, 3, 4, 5].map((index) => `photo ${index}.png`),
        'manifest.csv',
      ]);
      await page.press(byRole('button', 'Close', dialog));
      await page.gone(dialog);
    });

    const findsEverything = async () => {
      await page.reload();
      await app.started();
      await app.settled();
      await app.hasSteps(...sampleSteps, 'Exposure', 'Crop', 'Sharpen');
      await page.until(() => document.body.innerText.includes('exact.png'));
    };

    await test.step('finds everything after a reload', async () => {
      await app.saved();
      await findsEverything();
      expect(page.problems).toEqual([]);
    });

    await test.step('finds everything without a network', async () => {
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        return null;
      });
      await page.until(() => navigator.serviceWorker.controller !== null);
      await site.close();
      await findsEverything();
      await page.press(byRole('button', 'Gallery'));
      await page.find(byRole('button', 'Mine', byRole('dialog')));
      expect(page.problems.filter((text) => /policy/i.test(text))).toEqual([]);
    });
  });
}
