import { whiteBalanceFor } from '../../core/colour/white-balance';
import { labHueOf } from '../../core/colour/hues';
import type { Engine, Sample } from '../../core/engine/contract';
import type { Interactive, Values } from '../../core/operations/define';
import { operationsById } from '../../core/operations/index';
import type { ParameterValue } from '../../core/parameters';
import type { Pipeline, Step } from '../../core/pipeline/pipeline';
import type { Stores } from '../../state/context';

const stepsBefore = (id: string, { steps }: Pipeline): readonly Step[] =>
  steps.slice(
    0,
    steps.findIndex((step) => step.id === id),
  );

/** Returns whether a step gets the same picture in both pipelines. */
function isSameBefore(id: string, one: Pipeline, other: Pipeline): boolean {
  const [before, now] = [stepsBefore(id, one), stepsBefore(id, other)];
  return before.length === now.length && before.every((step, index) => step === now[index]);
}

/** Returns what a colour that was picked makes of a step's values; null where it says nothing. */
const pickedValues = (tool: Interactive | undefined, colour: Sample): Values | null => {
  if (tool !== 'pick-hue') return { ...whiteBalanceFor(colour) };
  const hue = labHueOf(colour);
  return hue === null ? null : { hue };
};

/**
 * Sets a step by the colour at a point of the picture it gets, given as fractions of that picture:
 * a white balance so that it is neutral grey, a range of hues so that it lies in its middle. Says so
 * when the colour there cannot be read, or has no hue.
 */
export async function pickPoint(
  engine: Pick<Engine, 'sample'>,
  { workspace, notices }: Pick<Stores, 'workspace' | 'notices'>,
  step: string,
  x: number,
  y: number,
): Promise<void> {
  const { source, pipeline } = workspace;
  if (!source) return;
  const sample = await engine.sample(source, { pipeline, until: workspace.before(step) }, x, y);
  // The colour is that of a picture which is not there any more.
  if (workspace.source !== source || !isSameBefore(step, pipeline, workspace.pipeline)) return;
  if (!sample.ok) {
    notices.fail(sample.error);
    return;
  }
  const operation = operationsById.get(workspace.step(step)?.operation ?? '');
  const picked = pickedValues(operation?.interactive, sample.value);
  if (!picked) {
    notices.show('info', 'That point is nearly grey and has no hue. Pick one with more colour.');
    return;
  }
  const values: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(picked)) {
    const parsed = operation?.parameters.get(name)?.parse(value);
    if (parsed?.ok) values[name] = parsed.value;
  }
  workspace.endGesture();
  workspace.changeValues(step, values);
  workspace.endGesture();
}
