import { appError, messageOf } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { ArchiveFile, SaveArchive } from './ports';

/**
 * Hands files over as one archive. STO-FAILED when that is not possible, as on a device without room,
 * or without the code for it on a page that has lost its connection.
 * @param stem the name of the archive, without ending
 */
export async function handOver(
  save: SaveArchive,
  files: readonly ArchiveFile[],
  stem: string,
): Promise<Result<null>> {
  try {
    await save(files, stem);
    return ok(null);
  } catch (error) {
    return fail(
      appError('STO-FAILED', 'The zip could not be written.', {
        safe: 'Your picture and steps are unchanged.',
        advice: 'Make room on this device, or check the connection, and try again.',
        detail: messageOf(error),
      }),
    );
  }
}
