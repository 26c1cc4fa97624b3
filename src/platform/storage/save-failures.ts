/** What is said where work cannot be saved. */
import { type AppError, appError } from '../../core/base/errors';

/** The browser takes what is written, and does not keep it. */
export const goneAtOnce = (): AppError =>
  appError('STO-FAILED', 'Not saved: what this browser stores is gone at once.', {
    safe: 'Your work is still open here.',
    advice: 'Allow this site to store data. Export what you need first.',
  });

/** The pipeline is saved without its picture. */
export function pictureRefused(why: AppError): AppError {
  const message =
    why.code === 'STO-QUOTA'
      ? 'Not saved: this browser has no room for the picture.'
      : 'Not saved: the storage of this browser refused the picture.';
  return appError(why.code, message, {
    safe: 'Your pipeline is saved, and the picture is still open here.',
    advice: 'Keep the picture file, or free space in the settings of the browser.',
    ...(why.detail === undefined ? {} : { detail: why.detail }),
  });
}
