import { appError, type AppError } from '../base/errors';

/** The error of an engine of which a file could not be had; `detail` says which, and what came. */
export const engineNotLoaded = (detail: string): AppError =>
  appError('ENG-LOAD', 'A file of the image engine could not be loaded.', {
    safe: 'Your pipeline is unchanged and can be edited all the same.',
    advice: 'Check the connection, then reload the page.',
    detail,
  });

/** The error of an engine that did not start for another reason than its files. */
export const engineNotStarted = (detail: string): AppError =>
  appError('ENG-START', 'The image engine did not start.', {
    advice: 'Reload the page. If that does not help, try another browser.',
    detail,
  });

/** Says what came instead of a file at `url`, for the small print. */
export const cameInstead = (url: string, status: number, type: string | null): string =>
  `${url.split('/').at(-1) ?? url} was answered with ${status}, ${type ?? 'of no type'}`;
