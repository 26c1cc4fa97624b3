/** What the page took to answer a person, and what kept it busy, named by where in the code it was. */

/** Runs in the page before the app's own code. Must not use anything of this module. */
export function watchResponses() {
  const seen = { events: [], tasks: [] };
  Object.defineProperty(globalThis, 'pipetteResponses', { value: seen });
  const watch = (type, options, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      ...options,
    });
  watch('event', { durationThreshold: 16 }, (entry) => {
    const { name, interactionId, duration, startTime, target } = entry;
    const what = target?.closest?.('button, input, a, [role], li') ?? target;
    const label =
      what?.getAttribute?.('aria-label') ?? what?.textContent?.trim().slice(0, 24) ?? 'the page';
    if (interactionId > 0) seen.events.push({ name, duration, startTime, label });
  });
  watch('longtask', {}, ({ startTime, duration }) => seen.tasks.push({ startTime, duration }));
}

/** Microseconds between two samples of the processor's profile. */
const interval = 1000;

/** Returns what of a profile was on top between two times of its own clock, the longest first. */
function hottest({ nodes, samples, timeDeltas, startTime }, from, to) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node])),
  );
  const spent = new Map();
  let at = startTime;
  samples.forEach((id, index) => {
    at += timeDeltas[index];
    if (at < from || at > to) return;
    const node = byId.get(id);
    if (node.callFrame.functionName === '(idle)') return;
    const own = node.callFrame.functionName;
    // Built-in work, such as layout, is named with the function of ours that asked for it.
    let ours = node;
    while (ours && ours.callFrame.url === '') ours = parents.get(ours.id);
    const frame = ours?.callFrame;
    const place = frame
      ? `${frame.functionName || 'anonymous'} (${frame.url.split('/').at(-1)}:${frame.lineNumber + 1}:${frame.columnNumber + 1})`
      : '';
    const name = node === ours ? place : [own, place].filter(Boolean).join(' in ');
    spent.set(name, (spent.get(name) ?? 0) + timeDeltas[index]);
  });
  return [...spent].sort(([, one], [, other]) => other - one);
}

/** Runs a journey and returns its worst answer, its long tasks, and what took the longest of them. */
export async function responsesOf(page, session, journey) {
  await session.send('Profiler.setSamplingInterval', { interval });
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  await page.evaluate(() => {
    const { events, tasks } = globalThis.pipetteResponses;
    events.length = 0;
    tasks.length = 0;
  });
  await session.send('Profiler.start');
  await journey();
  // Entries of an interaction come after its next frame.
  await page.waitForTimeout(300);
  const { profile } = await session.send('Profiler.stop');
  const { metrics } = await session.send('Performance.getMetrics');
  const now = await page.evaluate(() => performance.now());
  const ticks = 1e6 * metrics.find(({ name }) => name === 'Timestamp').value;
  const { events, tasks } = await page.evaluate(() => globalThis.pipetteResponses);
  const byDuration = (one, other) => other.duration - one.duration;
  const worst = events.sort(byDuration)[0];
  const longest = tasks.toSorted(byDuration)[0];
  const toTicks = (time) => ticks - 1000 * (now - time);
  const during = longest ?? worst;
  const took = during
    ? hottest(profile, toTicks(during.startTime), toTicks(during.startTime + during.duration))
    : [];
  return {
    answer: worst?.duration ?? 0,
    on: worst ? `${worst.name} on ${worst.label}` : '',
    tasks: tasks.map(({ duration }) => duration),
    took: took.slice(0, 3).map(([name, time]) => `${Math.round(time / 1000)} ms ${name}`),
  };
}
