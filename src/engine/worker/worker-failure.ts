import { cameInstead, engineNotLoaded, engineNotStarted } from '../../core/engine/engine-errors';
import type { AppError } from '../../core/base/errors';

/** A worker, and the address of its script. */
export interface Made {
  readonly worker: Worker;
  readonly url: string;
}

/** Returns what the host answers for a script that could not be loaded. */
async function whatCame(url: string): Promise<string> {
  try {
    const { status, headers } = await fetch(url);
    return cameInstead(url, status, headers.get('Content-Type'));
  } catch (thrown) {
    return `${url}: ${String(thrown)}`;
  }
}

/** Returns why a worker reported an error: its script did not load, or it threw. */
async function reasonOf(event: Event, url: string): Promise<AppError> {
  // Only what was thrown comes with words.
  return event instanceof ErrorEvent && event.message !== ''
    ? engineNotStarted(event.message)
    : engineNotLoaded(await whatCame(url));
}

/**
 * Returns a promise of why the first of these workers failed: a script that could not be loaded, or
 * something that it threw. Never kept when none does, or once `over` is aborted.
 */
export function firstFailure(made: readonly Made[], over: AbortSignal): Promise<AppError> {
  return new Promise((resolve) => {
    for (const { worker, url } of made) {
      worker.addEventListener('error', (event) => void reasonOf(event, url).then(resolve), {
        signal: over,
      });
      worker.addEventListener('messageerror', () => resolve(engineNotStarted('messageerror')), {
        signal: over,
      });
    }
  });
}
