/** The eight steps of a usual photo, which several parts measure with. */

const eight = [
  'Exposure',
  'White balance',
  'Highlights and shadows',
  'Curves',
  'Vibrance',
  'Clarity',
  'Sharpen',
  'Vignette',
];

/** Curves come straight, which does nothing: a point is added and lifted. */
async function bend(app, step) {
  await app.unfold(step);
  const points = step.getByRole('slider');
  const before = await points.count();
  await step.getByRole('button', { name: 'Add point' }).first().click();
  await points.nth(Math.min(1, before)).press('ArrowUp');
  await points.nth(Math.min(1, before)).press('ArrowUp');
  await app.settled();
}

/** Adds the eight steps, or the first few of them, after the last step, and opens the first one. */
export async function addEight(app, count = eight.length) {
  // A step is added after the open one.
  if ((await app.steps.count()) > 0) await app.unfold(app.steps.last());
  for (const label of eight.slice(0, count)) {
    const step = await app.add(label);
    if (label === 'Curves') await bend(app, step);
  }
  await app.unfold(app.steps.first());
}
