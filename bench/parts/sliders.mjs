/** Part (b): from a change of a control to its picture, for every operation. */
import { milliseconds, missed, table, verdict } from '../print.mjs';
import { median, quantile } from '../statistics.mjs';

const changes = 36;
/** The first changes fill caches and compile code; a drag of a hundred events has them too. */
const warmUp = 4;

const targets = { usual: { p50: 50, p95: 100 }, Sharpen: { p50: 100, p95: 150 } };

/** Changes the step's main control again and again; every change waits for the one before. */
async function drag(app, step) {
  const times = [];
  for (let turn = 0; turn < changes + warmUp; turn += 1) {
    const time = await app.change(step, turn);
    if (turn >= warmUp) times.push(time);
    await app.settled();
  }
  return times;
}

async function measureOperation(app, label) {
  const step = await app.add(label);
  try {
    return await drag(app, step);
  } finally {
    await app.remove(step);
  }
}

export async function measureSliders({ chromium, picture }) {
  const app = await chromium.newApp();
  await app.open(picture);
  const rows = [];
  let longEdge = 0;
  for (const label of await app.operations()) {
    try {
      const times = await measureOperation(app, label);
      const part = (name) => median(times.map((time) => time[name]));
      const totals = times.map(({ total }) => total);
      const [p50, p95] = [median(totals), quantile(totals, 0.95)];
      const target = targets[label] ?? targets.usual;
      const late = [
        verdict(`${label} p50`, p50, target.p50, `${milliseconds(p50)} > ${target.p50} ms`),
        verdict(`${label} p95`, p95, target.p95, `${milliseconds(p95)} > ${target.p95} ms`),
      ];
      longEdge = Math.max(longEdge, ...times.map(({ width, height }) => Math.max(width, height)));
      rows.push([
        `${label} (${times[0].control})`,
        milliseconds(p50),
        milliseconds(p95),
        milliseconds(Math.min(...totals)),
        `≤ ${target.p50} / ${target.p95}`,
        late.find((text) => text !== 'ok') ?? 'ok',
        ...['edit', 'wait', 'engine', 'draw', 'shown'].map((name) => Math.round(part(name))),
      ]);
    } catch (error) {
      missed.push(`${label}: not measured, ${error.message}`);
      console.log(`  ${label} was not measured: ${error.message}`);
      rows.push([label, '?', '?', '?', '', 'MISSED', '', '', '', '', '']);
    }
  }
  await app.close();
  table(
    [
      'operation',
      'p50',
      'p95',
      'least',
      'target',
      '',
      'edit',
      'answer',
      'engine',
      'draw',
      'on screen',
    ],
    rows,
  );
  console.log(
    `  Pictures up to ${longEdge} px; ${changes} changes each. The last five are medians:`,
  );
  console.log('  edit = event to question, answer = question to answer (engine = its own time in');
  console.log(
    '  that), draw = answer to canvas, on screen = event to the frame after the drawing.',
  );
}
