import { type AppError, appError } from '../../core/base/errors';
import { fail, type Result } from '../../core/base/result';

/** Says of a file what its failure means; without the code for that, what the worker says. */
export const failedToOpen = (error: AppError, name: string): Promise<Result<never>> =>
  import('./about-opening').then(
    ({ aboutOpening }) => fail(aboutOpening(error, name)),
    () => fail(error),
  );

/** The failure of whoever wants something of a picture while none is open. */
export const nothingOpen = (): AppError =>
  appError('JOB-FAILED', 'No picture is open.', { advice: 'Open an image first.' });
