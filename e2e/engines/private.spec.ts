import { exactPicture } from '../pages/pictures';
import { byRole, EngineApp, engineNames, expect, needEngine, test } from './support';

for (const engine of engineNames) {
  test(`${engine}: a private window keeps pipeline, picture and preset over a reload`, async ({
    open,
    site,
    onDisk,
  }) => {
    await needEngine(engine);
    const page = await open(engine, { isPrivate: true });
    const app = new EngineApp(page);
    const [path = ''] = await onDisk([await exactPicture(120, 80)]);
    await app.goto(site.url);
    await app.openPicture(path);
    await app.add('Sepia');
    await app.savePreset('Mine');
    await app.saved();
    await page.reload();
    await app.started();
    await app.settled();
    await app.hasSteps('Sepia');
    await page.press(byRole('button', 'Gallery'));
    await page.find(byRole('button', 'Mine', byRole('dialog')));
    expect(page.problems).toEqual([]);
  });
}
