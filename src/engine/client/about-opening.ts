import { appError, type AppError } from '../../core/base/errors';

/** Says of a worker that died, or was too slow, while it opened a file what that means for the file. */
export function aboutOpening(error: AppError, name: string): AppError {
  if (error.code === 'JOB-SLOW') {
    return {
      ...error,
      message: `${name} took too long to open, so it was stopped.`,
      safe: 'What you had open is unchanged.',
      advice: 'Save it simpler or smaller in another program, and open that.',
    };
  }
  if (error.code !== 'ENG-DIED') return error;
  return appError('IMG-DAMAGED', `${name} made the decoder stop, so it was not opened.`, {
    safe: 'What you had open is unchanged.',
    advice: 'The file is probably damaged. Save it anew in another program.',
    ...(error.detail === undefined ? {} : { detail: error.detail }),
  });
}
