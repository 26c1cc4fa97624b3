import { type AppError, appError } from '../base/errors';
import { displayFileName } from '../naming/display-file-name';

/**
 * Why the file of a picture cannot be had now: nothing of it is stored, the browser first has to ask
 * whether it may be read, it is not where it was, or another program changed it.
 */
export type Absence = 'unstored' | 'unasked' | 'gone' | 'changed';

const said: Readonly<Record<Absence, { readonly is: string; readonly advice: string }>> = {
  unstored: { is: 'is not stored in this browser', advice: 'Add the file again.' },
  unasked: {
    is: 'may not be read until you allow it',
    advice: 'Choose Allow reading above the pictures.',
  },
  gone: { is: 'is not where it was', advice: 'Put it back, or choose it again.' },
  changed: {
    is: 'was changed by another program',
    advice: 'Use it as it is now, or choose another file.',
  },
};

/** Returns what to say when a picture was wanted; where nobody found why, it is not stored. */
export function absenceError(absence: Absence | undefined, name: string): AppError {
  const { is, advice } = said[absence ?? 'unstored'];
  return appError('STO-FAILED', `${displayFileName(name)} ${is}.`, {
    safe: 'Its steps and the other pictures of the set are unharmed.',
    advice,
  });
}
