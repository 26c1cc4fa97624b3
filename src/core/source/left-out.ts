import { type AppError, appError } from '../base/errors';

/** Returns the error of a damaged file in a run of many, where nobody looks at what is left of it. */
export const leftOut = (name: string, detail?: string): AppError =>
  appError('IMG-DAMAGED', `${name} is damaged, so it was left out.`, {
    advice: 'Open it alone to see and export what can be read of it.',
    ...(detail === undefined ? {} : { detail }),
  });
