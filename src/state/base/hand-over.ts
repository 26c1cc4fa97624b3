import { type AppError, appError, messageOf } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { ArchiveFile, SaveArchive } from './ports';

/**
 * Says that a file could not be written, as on a device without room, or without the code for it on a
 * page that has lost its connection.
 * @param what the file, at the beginning of a sentence
 * @param safe what is not lost, in a sentence
 */
export const notWritten = (what: string, safe: string, error: unknown): AppError =>
  appError('STO-FAILED', `${what} could not be written.`, {
    safe,
    advice: 'Make room on this device, or check the connection, and try again.',
    detail: messageOf(error),
  });

/**
 * Hands files over as one archive. STO-FAILED when that is not possible.
 * @param stem the name of the archive, without ending
 * @param safe as of `notWritten`
 */
export async function handOver(
  save: SaveArchive,
  files: readonly ArchiveFile[],
  stem: string,
  safe = 'Your picture and steps are unchanged.',
): Promise<Result<null>> {
  try {
    await save(files, stem);
    return ok(null);
  } catch (error) {
    return fail(notWritten('The zip', safe, error));
  }
}
