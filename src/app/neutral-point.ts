import { whiteBalanceFor } from '../core/colour/white-balance';
import type { Engine } from '../core/jobs';
import { operationsById } from '../core/operations/index';
import type { ParameterValue } from '../core/operations/parameters';
import type { Stores } from '../state/context';

/**
 * Sets a white-balance step so that the picture it gets is neutral grey at a point, given as
 * fractions of that picture. Says so when the colour there cannot be read.
 */
export async function pickNeutral(
  engine: Engine,
  { workspace, notices }: Pick<Stores, 'workspace' | 'notices'>,
  step: string,
  x: number,
  y: number,
): Promise<void> {
  const { pipeline } = workspace;
  const sample = await engine.sample({ pipeline, until: workspace.before(step) }, x, y);
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
