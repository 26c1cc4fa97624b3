import { engineNotStarted } from '../../core/engine/engine-errors';
import { appError, type AppError, cancelled } from '../../core/base/errors';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { Library } from '../../core/engine/requests';
import type { StartAnswer } from '../../../workers/protocol';
import type { Connect, Connection } from './connection';
import { lockHeld, watchStart } from './job-watch';

/** Marks in the browser's timeline, for whoever measures starts. */
const marks = { ready: 'pipette: engine ready', givenUp: 'pipette: engine given up' } as const;

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

/** The error of a job that was alive, but not done in the time that it may take. */
export const tookTooLong = (why: string): AppError =>
  appError('JOB-SLOW', 'This took too long and was stopped.', {
    safe: 'Your picture and steps are unchanged.',
    advice: 'Choose a lower effort or a smaller size.',
    detail: why,
  });

/** The error of a job whose worker was ended from outside; it may be tried again. */
export const wasEnded = (): AppError => died('the worker was ended');

/**
 * Starts a worker and waits until it is ready, however long it takes while it shows life. Returns
 * ENG-LOAD or ENG-START as soon as something of it fails, ENG-START when `limits.engineTries` in a
 * row showed no life, and ENG-DIED, the worker ended, as soon as `signal` is aborted.
 */
export async function startWorker(
  connect: Connect,
  libraries: readonly Library[],
  signal: AbortSignal,
): Promise<Result<Started>> {
  let patience: number = limits.engineStart;
  for (let left = limits.engineTries; left > 0; left -= 1) {
    const begun = await startOnce(connect, libraries, signal, patience);
    if (begun !== 'hung') return begun;
    performance.mark(marks.givenUp);
    patience *= 2;
  }
  return fail(engineNotStarted(`no sign of life in ${limits.engineTries} tries`));
}

/** @param patience how long the worker may show no life, in milliseconds; then it is "hung" */
async function startOnce(
  connect: Connect,
  libraries: readonly Library[],
  signal: AbortSignal,
  patience: number,
): Promise<Result<Started> | 'hung'> {
  let connected: Result<Connection>;
  try {
    connected = await connect();
  } catch (thrown) {
    return fail(engineNotStarted(String(thrown)));
  }
  if (!connected.ok) return connected;
  const connection = connected.value;
  const { cells, failure } = connection;
  const over = new AbortController();
  const answer = await Promise.race([
    connection.start(libraries).catch((thrown: unknown) => fail(engineNotStarted(String(thrown)))),
    failure.then((error) => fail(error)),
    watchStart(cells, patience, over.signal),
    endedByItself(connection, over.signal),
    stopped(signal, over.signal),
  ]);
  over.abort();
  if (answer !== 'hung' && answer.ok) {
    performance.mark(marks.ready);
    return ok({ connection, answer: answer.value });
  }
  connection.end();
  return answer;
}

/** Returns why the worker ended by itself while it started, unless the start is `over`. */
async function endedByItself(connection: Connection, over: AbortSignal): Promise<Result<never>> {
  await lockHeld(connection.cells, over);
  const why = await new Promise<string>((resolve) => connection.watchLife(resolve));
  return fail(engineNotStarted(why));
}

/** Returns an error when `signal` is aborted, unless the start is `over`. */
function stopped(signal: AbortSignal, over: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(fail(wasEnded()));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { signal: over });
  });
}

/** Returns what `work` comes to, or JOB-CANCELLED as soon as `signal` says so. */
export async function unlessStopped<Value>(
  work: Promise<Result<Value>>,
  signal: AbortSignal | undefined,
): Promise<Result<Value>> {
  if (!signal) return work;
  const over = new AbortController();
  const stopped = new Promise<Result<Value>>((resolve) => {
    const stop = (): void => resolve(fail(cancelled()));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { signal: over.signal });
  });
  return Promise.race([work, stopped]).finally(() => over.abort());
}
