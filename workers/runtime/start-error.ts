import { engineNotLoaded, engineNotStarted } from '../../src/core/engine/engine-errors';
import { appError, type AppError } from '../../src/core/base/errors';
import { technicalText } from './errors';

/** Thrown when a file of the engine is not what it should be; `cause` is what the browser threw. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** Returns whatever was thrown while the engine started as an error in words. */
export function startError(thrown: unknown): AppError {
  const cause = thrown instanceof FileError ? (thrown.cause ?? thrown) : thrown;
  const detail = technicalText(cause);
  if (cause instanceof RangeError || /memory/i.test(detail)) {
    return appError('ENG-MEM', 'This device cannot reserve the memory that the editor needs.', {
      advice: 'Close other tabs and reload, or use a computer.',
      detail,
    });
  }
  if (/content security policy|unsafe-eval/i.test(detail)) {
    return appError('ENG-CSP', 'This site’s host forbids the image engine to run.', {
      advice: 'Tell whoever runs this site; the small print says what is refused.',
      detail,
    });
  }
  return thrown instanceof FileError ? engineNotLoaded(thrown.message) : engineNotStarted(detail);
}
