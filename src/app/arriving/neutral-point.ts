import { whiteBalanceFor } from '../../core/colour/white-balance';
import type { Engine } from '../../core/engine/contract';
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

/**
 * Sets a white-balance step so that the picture it gets is neutral grey at a point, given as
 * fractions of that picture. Says so when the colour there cannot be read.
 */
export async function pickNeutral(
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
  const parameters = operationsById.get(workspace.step(step)?.operation ?? '')?.parameters;
  const values: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(whiteBalanceFor(sample.value))) {
    const parsed = parameters?.get(name)?.parse(value);
    if (parsed?.ok) values[name] = parsed.value;
  }
  workspace.endGesture();
  workspace.changeValues(step, values);
  workspace.endGesture();
}
