import { appError } from '../../core/base/errors';
import { type Engine, type JobName, jobNames } from '../../core/engine/contract';
import { recordOf } from '../../core/base/record';
import { fail } from '../../core/base/result';

/**
 * Returns the engine of a page that is not cross-origin isolated: it refuses every job with
 * ENG-ISOLATION. libvips would not fail there but wait for ever.
 */
export function absentEngine(): Engine {
  const error = appError('ENG-ISOLATION', 'Images cannot be processed in this window.', {
    safe: 'Pipelines can be edited all the same.',
    advice: 'Why, and what to do, is said at the top of the page.',
  });
  const refuse = () => Promise.resolve(fail(error));
  return {
    ...recordOf<JobName, Record<JobName, typeof refuse>>(jobNames, () => refuse),
    state: { kind: 'failed', error },
    onState: () => () => undefined,
    onFault: () => () => undefined,
    filesAtOnce: 1,
    expectedSeconds: () => 0,
    expectFile: () => undefined,
  };
}
