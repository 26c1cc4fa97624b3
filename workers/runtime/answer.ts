import type { AppError } from '../../src/core/base/errors';
import { limits } from '../../src/core/base/limits';
import { fail, type Result } from '../../src/core/base/result';
import type { VipsBinding } from './binding';
import { type EngineBroken, JobError, LibrariesNeeded, memoryError, toAppError } from './errors';
import { brokenBy, ranOutOfMemory } from './guard';
import type { Answer } from '../protocol';

/** An instance that takes this share of all it may have is full: the rest is in pieces. */
const fullShare = 0.9;

/**
 * Returns what a job came to as an answer, whatever it threw. A job that broke the instance failed
 * for that reason, whatever else was made of it on the way; one that has its result all the same
 * keeps it, and the instance is replaced after it. The same holds for an instance without memory,
 * where encoders fail that do not say why.
 * @param memoryBytes tells how much memory the instance takes
 */
export async function answerOf<Value>(
  vips: VipsBinding,
  memoryBytes: () => number,
  work: () => Promise<Result<Value>>,
): Promise<Answer<Value>> {
  let result: Result<Value>;
  let lacksMemory = false;
  try {
    result = await work();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (thrown instanceof LibrariesNeeded) {
      return { result: fail(error), engineBytes: memoryBytes(), needs: thrown.libraries };
    }
    lacksMemory = error.code === 'JOB-MEMORY' && !(thrown instanceof JobError);
    result = fail(error);
  }
  const broken = brokenBy(vips);
  if (broken !== null && !result.ok) result = fail(brokenInWords(broken, result.error));
  const engineBytes = memoryBytes();
  if (broken !== null) return { result, engineBytes, replace: 'broken' };
  const isFull = engineBytes >= fullShare * limits.engineBytes;
  if (isFull && !result.ok) result = fail(fullInWords(result.error));
  lacksMemory ||= ranOutOfMemory(vips) || (isFull && !result.ok);
  return lacksMemory ? { result, engineBytes, replace: 'memory' } : { result, engineBytes };
}

/** A job that was stopped stays one: nobody waits to hear more of it. */
function brokenInWords(broken: EngineBroken, error: AppError): AppError {
  if (error.code === 'JOB-CANCELLED') return error;
  return { ...toAppError(broken), ...(error.step === undefined ? {} : { step: error.step }) };
}

/** Of a failure without a reason of its own, the lack of memory is the reason. */
const fullInWords = (error: AppError): AppError =>
  error.code === 'JOB-FAILED' && error.step === undefined
    ? memoryError(error.detail ?? error.message)
    : error;
