import { appError, type AppError } from '../core/errors';
import { jobCells } from '../core/job-cells';
import { limits } from '../core/limits';
import { fail, ok, type Result } from '../core/result';
import type { Library, StartAnswer } from '../../workers/protocol';
import type { Connect, Connection } from './connection';
import { watchStart } from './job-watch';

/** How often a worker that hangs while it starts is replaced by another, the first included. */
const startsMost = 5;

export interface Started {
  readonly connection: Connection;
  readonly answer: StartAnswer;
}

/** The error of a job whose worker has ended, and why it did. */
export const died = (why: string): AppError =>
  appError('ENG-DIED', 'The image engine stopped and was started again.', {
    safe: 'Your picture and steps are unchanged.',
    advice: 'Go on working. If it happens again with the same picture, please report it.',
    detail: why,
  });

/** The error of a job whose worker was ended from outside; it may be tried again. */
export const wasEnded = (): AppError => died('the worker was ended');

const startError = (detail: string): AppError =>
  appError('ENG-START', 'The image engine did not start.', {
    advice: 'Reload the page. If that does not help, try another browser.',
    detail,
  });

/**
 * Starts a worker and waits until it is ready. Returns ENG-START when it shows no life within
 * `limits.engineStart` or is not ready within `limits.engineStartMost`, and ENG-DIED, the worker
 * ended, as soon as `signal` is aborted.
 */
export async function startWorker(
  connect: Connect,
  libraries: readonly Library[],
  signal: AbortSignal,
): Promise<Result<Started>> {
  // Firefox at times never returns from making a thread; the next try mostly succeeds.
  for (let left = startsMost; ; left -= 1) {
    const begun = await startOnce(connect, libraries, signal, left > 1);
    if (begun !== 'hung') return begun;
  }
}

/** @param impatient whether to give up early on a worker that falls silent: "hung" */
async function startOnce(
  connect: Connect,
  libraries: readonly Library[],
  signal: AbortSignal,
  impatient: boolean,
): Promise<Result<Started> | 'hung'> {
  let connection: Connection;
  try {
    connection = connect();
  } catch (thrown) {
    return fail(startError(String(thrown)));
  }
  const { calls, cells, lifeLock, assets } = connection;
  const over = new AbortController();
  const silence = impatient ? [watchStart(cells, over.signal)] : [];
  const answer = await Promise.race([
    calls
      .start({ cells, lifeLock, libraries }, assets)
      .catch((thrown: unknown) => fail(startError(String(thrown)))),
    tooLate(cells, over.signal),
    stopped(signal, over.signal),
    ...silence,
  ]);
  over.abort();
  if (answer !== 'hung' && answer.ok) return ok({ connection, answer: answer.value });
  connection.end();
  return answer;
}

/** Returns an error when a worker had its time to start, unless that is `over`. */
function tooLate(cells: Int32Array, over: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    const giveUp = (after: number): void =>
      resolve(fail(startError(`no answer after ${after} ms`)));
    const most = setTimeout(() => giveUp(limits.engineStartMost), limits.engineStartMost);
    const first = setTimeout(() => {
      // One that lives is slow, on a busy device or a slow network, and no other would be faster.
      if (Atomics.load(cells, jobCells.heartbeat) === 0) giveUp(limits.engineStart);
    }, limits.engineStart);
    over.addEventListener('abort', () => {
      clearTimeout(most);
      clearTimeout(first);
    });
  });
}

/** Returns an error when `signal` is aborted, unless the start is `over`. */
function stopped(signal: AbortSignal, over: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(fail(wasEnded()));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { signal: over });
  });
}
