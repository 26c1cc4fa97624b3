/** Part (g): the report of eight steps on the 10 MP JPEG, from results on screen to its preview. */
import { milliseconds, table, verdict } from '../print.mjs';
import { median } from '../statistics.mjs';

const steps = [
  'Crop',
  'Exposure',
  'White balance',
  'Contrast',
  'Vibrance',
  'Vignette',
  'Sharpen',
  'Grain',
];
const rounds = 3;
const targetMs = 2000;
const budget = 1_500_000;

export async function measureReport({ chromium, picture }) {
  const first = [];
  const whole = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const app = await chromium.newApp();
    await app.open(picture);
    for (const step of steps) await app.add(step);
    const { page } = app;
    const started = performance.now();
    await page.getByRole('tab', { name: 'Report', exact: true }).click();
    await page.locator('iframe[title="Preview of the report"]').waitFor();
    first.push(performance.now() - started);
    await page.getByText(/^The file takes/).waitFor({ timeout: 60_000 });
    whole.push(performance.now() - started);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download report' }).click();
    const stream = await (await download).createReadStream();
    bytes = 0;
    for await (const part of stream) bytes += part.length;
    await app.close();
  }
  const time = median(first);
  table(
    ['report of 8 steps', 'median', 'target', ''],
    [
      [
        'click to first preview',
        milliseconds(time),
        `≤ ${targetMs} ms`,
        verdict('report: first preview', time, targetMs),
      ],
      ['click to whole report', milliseconds(median(whole)), '', ''],
      ['bytes of the file', String(bytes), `≤ ${budget}`, verdict('report: bytes', bytes, budget)],
    ],
  );
}
