/** The first step of a long pipeline is dragged: every picture on the way, and the one that stays. */
import { addEight } from '../long-pipeline.mjs';
import { milliseconds, table, verdict } from '../print.mjs';
import { processorTime } from '../processes.mjs';
import { median, quantile } from '../statistics.mjs';

/** Changes that fill caches and compile code, and those that count. */
const warmUp = 10;
const changes = 40;
const rounds = 2;

const targets = { p50: 33, p95: 60, throttled: 80 };

async function measure(app, browserSession, name, throttled) {
  const first = app.steps.first();
  const dragged = [];
  await app.drag(first, warmUp);
  const before = await processorTime(browserSession);
  for (let round = 0; round < rounds; round += 1) dragged.push(await app.drag(first, changes));
  const busy = (await processorTime(browserSession)) - before;
  const times = dragged.flatMap((one) => one.times);
  const part = (key) => times.map((time) => time[key]);
  const [p50, p95] = [median(part('total')), quantile(part('total'), 0.95)];
  const target = throttled ? targets.throttled : targets.p50;
  const late = [
    verdict(`${name}, p50`, p50, target, `${milliseconds(p50)} > ${target} ms`),
    ...(throttled
      ? []
      : [verdict(`${name}, p95`, p95, targets.p95, `${milliseconds(p95)} > ${targets.p95} ms`)]),
  ];
  return [
    name,
    milliseconds(p50),
    milliseconds(p95),
    throttled ? `≤ ${target} ms` : `≤ ${target} / ${targets.p95} ms`,
    late.find((text) => text !== 'ok') ?? 'ok',
    milliseconds(median(dragged.map(({ rest }) => rest))),
    milliseconds(busy / times.length),
    `${median(part('width'))} / ${dragged[0].width} px`,
    ...['edit', 'wait', 'draw', 'shown'].map((key) => Math.round(median(part(key)))),
  ];
}

export async function measureDrag({ chromium, picture }) {
  const app = await chromium.newApp();
  const browserSession = await chromium.browser.newBrowserCDPSession();
  const session = await app.page.context().newCDPSession(app.page);
  await app.open(picture);
  const rows = [];
  const run = async (name, throttled = false) =>
    rows.push(await measure(app, browserSession, name, throttled));
  await addEight(app);
  await run('8 steps');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await run('8 steps, throttled 4 times', true);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await addEight(app);
  await run('16 steps');
  await app.close();
  table(
    [
      'first step dragged',
      'p50',
      'p95',
      'target',
      '',
      'rest',
      'processor',
      'width',
      'edit',
      'answer',
      'draw',
      'on screen',
    ],
    rows,
  );
  console.log(`  ${rounds} drags of ${changes} changes; every change waits for the one before.`);
  console.log('  rest = from the last change to the picture that stays; processor = its time for');
  console.log('  one change, all processes; width = of the pictures on the way / of the last one.');
}
