/**
 * Every failure a person can meet, by a stable code. The code is shown in small print so that a
 * report can name it; the words are for reading.
 */
export const errorCodes = [
  'CFG-SHAPE', // a document has a field of the wrong type or a value out of range
  'CFG-KEY', // a document has a field name that is never allowed
  'CFG-NONE', // what came holds no document at all
  'CFG-VERSION', // a document was written by a newer version
  'CFG-SIZE', // a document is larger, deeper or longer than the limits allow
  'LINK-CUT', // the end of a link is missing
  'LINK-CHANGED', // a link's checksum or content does not hold
  'LINK-FOREIGN', // the end of the address is no link of ours
  'LINK-VERSION', // a link was made by a newer version
  'LINK-SIZE', // a link is longer, or unpacks to more, than the limits allow
  'IMG-EMPTY', // the file has no bytes
  'IMG-TYPE', // the file is not a picture of a supported kind
  'IMG-HEIC', // a HEIC photo that its decoder could not read
  'IMG-DIM', // the header claims more pixels than this device can hold
  'IMG-SIZE', // the file has more bytes than the limit
  'IMG-LARGE', // large but possible: needs the person's consent first
  'IMG-DAMAGED', // the decoder failed on the data
  'JOB-MEMORY', // the job would not fit, or did not fit, into memory
  'JOB-FAILED', // libvips refused an operation
  'JOB-SLOW', // the job was not done in the time that it may take
  'JOB-CANCELLED', // stopped on request or replaced by a newer job; not shown as an error
  'RES-MISSING', // a picture or font that a step needs is not on this device
  'OUT-DIM', // the output format cannot hold that many pixels per side
  'OUT-XMP', // the pipeline is longer than the format can carry
  'OUT-FIT', // no encoding is as small as the target
  'ENG-START', // the engine did not start
  'ENG-LOAD', // a file of the engine could not be had
  'ENG-ISOLATION', // the page is not cross-origin isolated
  'ENG-MEM', // the browser could not reserve memory for the engine
  'ENG-CSP', // the host's security policy forbids the engine
  'ENG-LIBRARY', // a decoder that is fetched when first used cannot be had now
  'ENG-DIED', // the worker stopped and was replaced
  'STO-QUOTA', // the browser is out of space
  'STO-FAILED', // storage refused for another reason
  'VER-READ', // the contents of a version that is listed are gone or cannot be read
  'VER-TAKE', // a single change of a version does not apply to the pipeline
  'BUG', // something we did not foresee
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * One failure, in words. `message` says what happened in one sentence; `safe` says what is
 * unharmed; `advice` says what to do next. All are plain text, never markup.
 */
export interface AppError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly safe?: string;
  readonly advice?: string;
  /** Technical text for the small print: never needed to understand the message. */
  readonly detail?: string;
  /** Where in a document, as a path such as `steps[2].parameters.width`. */
  readonly path?: string;
  /** Where in a text that was read, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** The id of the step that failed. */
  readonly step?: string;
}

/** Returns what is said of a failure: what happened, what is safe, what to do. */
export const errorInWords = ({ message, safe, advice }: AppError): string =>
  [message, safe, advice].filter(Boolean).join(' ');

/** Returns an AppError; a thin constructor so that call sites read as a sentence. */
export function appError(
  code: ErrorCode,
  message: string,
  more: Omit<AppError, 'code' | 'message'> = {},
): AppError {
  return { code, message, ...more };
}

/** Returns what was thrown as text for the small print, whatever it was. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** The error of a job that was stopped. */
export const cancelled = (): AppError => appError('JOB-CANCELLED', 'Stopped.');

/** Returns true when the failure is only a cancellation, which is never shown as an error. */
export const isCancelled = (error: AppError): boolean => error.code === 'JOB-CANCELLED';
