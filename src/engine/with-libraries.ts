import { ok, type Result } from '../core/base/result';
import type { Needs } from '../../workers/protocol';
import type { RunOptions, Task, WorkerHost } from './worker/worker-host';

const isNeeds = (value: { readonly kind: string }): value is Needs => value.kind === 'needs';

/** Runs a task, and runs it again in a worker with the libraries that it turns out to need. */
export async function withLibraries<Value extends { readonly kind: string }>(
  host: WorkerHost,
  task: Task<Value | Needs>,
  options?: RunOptions,
): Promise<Result<Value>> {
  const answer = await host.run(task, options);
  if (!answer.ok) return answer;
  const { value } = answer;
  if (!isNeeds(value)) return ok(value);
  host.require(value.libraries);
  return withLibraries(host, task, options);
}
