import { appError, type AppError } from '../../src/core/base/errors';
import type { Library } from '../../src/core/engine/requests';
import { MissingResource } from '../../src/core/graph/resources';

/** Thrown inside the worker to leave a job that was stopped; never leaves the worker. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Carries an error in words through code that throws; never leaves the worker. */
export class JobError extends Error {
  override readonly name = 'JobError';
  constructor(readonly error: AppError) {
    super(error.message);
  }
}

/** A job cannot be done before these libraries are loaded; never leaves the worker. */
export class LibrariesNeeded extends Error {
  override readonly name = 'LibrariesNeeded';
  constructor(readonly libraries: readonly Library[]) {
    super(`${libraries.join(', ')} must be loaded first`);
  }
}

/**
 * A call broke the instance: `workers/runtime/guard.ts` throws it in place of the trap, and of every call
 * after it; never leaves the worker.
 */
export class EngineBroken extends Error {
  override readonly name = 'EngineBroken';
}

const unchanged = 'Nothing that you made is lost.';

/** Returns the error of a job for which the engine's memory does not do. */
export const memoryError = (detail: string): AppError =>
  appError('JOB-MEMORY', 'This needs more memory than the browser gives.', {
    safe: unchanged,
    advice: 'Use a smaller picture or size, or close other tabs.',
    detail,
  });

const maxTechnical = 2_000;

/**
 * Returns the technical text of anything that was thrown. libvips failures are
 * WebAssembly.Exception, whose `message` is an array of two texts, and which is no Error.
 */
export function technicalText(thrown: unknown): string {
  const message: unknown =
    typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'message') : thrown;
  const text = Array.isArray(message) ? message.slice(1).map(String).join(' ') : String(message);
  return text.trim().slice(0, maxTechnical);
}

/** Returns whether a technical text tells that memory was wanted and not given. */
export const isOutOfMemory = (text: string): boolean =>
  /out of memory|bad_alloc|cannot enlarge memory|allocation failed|failed to allocate|insufficient memory|dimension overflow/i.test(
    text,
  );

const missingText = ({ resource }: MissingResource, step = 'a step'): string =>
  `The ${resource.kind === 'asset' ? 'picture' : 'font'} that “${step}” needs is not on this device.`;

/**
 * Returns anything that was thrown as an error in words.
 * @param step id of the step that was being done, if one was
 */
export function toAppError(thrown: unknown, step?: { id: string; label: string }): AppError {
  if (thrown instanceof Cancelled) return appError('JOB-CANCELLED', 'Stopped.');
  const where = step === undefined ? {} : { step: step.id };
  if (thrown instanceof JobError) return { ...where, ...thrown.error };
  if (thrown instanceof MissingResource) {
    return appError('RES-MISSING', missingText(thrown, step?.label), {
      safe: unchanged,
      advice: 'Choose the picture again in the step, or switch the step off.',
      ...where,
    });
  }
  const detail = technicalText(thrown);
  if (thrown instanceof EngineBroken) {
    return appError('ENG-DIED', 'The image engine stopped and was started again.', {
      safe: unchanged,
      advice: 'Try again. If it happens with the same picture again, please report it.',
      detail,
      ...where,
    });
  }
  if (isOutOfMemory(detail) || (thrown instanceof RangeError && /array/i.test(detail))) {
    return { ...memoryError(detail), ...where };
  }
  if (thrown instanceof TypeError || thrown instanceof ReferenceError) {
    return appError('BUG', 'This did not work because of a mistake in this program.', {
      safe: unchanged,
      advice: 'Please report it, with the small print below.',
      detail: `${detail} ${thrown.stack ?? ''}`.slice(0, maxTechnical),
      ...where,
    });
  }
  return appError(
    'JOB-FAILED',
    step === undefined
      ? 'The picture could not be worked on.'
      : `The step “${step.label}” could not be done.`,
    {
      safe: unchanged,
      advice: step === undefined ? 'Try again.' : 'Change its settings, or switch the step off.',
      detail,
      ...where,
    },
  );
}
