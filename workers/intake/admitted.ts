import { fail, ok, type Result } from '../../src/core/base/result';
import { checkLimits } from '../../src/core/source/check-limits';
import { displayFileName } from '../../src/core/naming/display-file-name';
import { blobReader } from '../../src/core/source/byte-reader';
import { refuseContents } from '../../src/core/source/contents';
import { readHeader } from '../../src/core/source/header';
import { appError } from '../../src/core/base/errors';
import type { ImageFormat } from '../../src/core/source/image-header';
import { makeAvifReadable } from '../../src/core/source/iso/readable-avif';
import type { Encoded } from './decode';
import { readableJxl } from './readable-jxl';
import type { Library, OpenRequest } from '../../src/core/engine/requests';

const libraryFor: Partial<Record<ImageFormat, Library>> = {
  avif: 'heif',
  jxl: 'jxl',
  svg: 'resvg',
};

/**
 * Checks a file by its header, reads its bytes and checks them, without any decoder.
 * @returns the admitted file and the library its decoder is in (null: always there), or the errors
 *   of readHeader, admit and refuseContents, or IMG-DAMAGED when the file's bytes cannot be had
 */
export async function admitFile(
  request: OpenRequest,
): Promise<Result<{ readonly encoded: Encoded; readonly library: Library | null }>> {
  const { file, name, consent, small, rasterLongEdge } = request;
  const header = await readHeader(blobReader(file), name);
  if (!header.ok) return header;
  const admission = checkLimits(header.value, file.size, { small }, consent, {
    name,
    rasterLongEdge,
  });
  if (!admission.ok) return admission;
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    return fail(
      appError('IMG-DAMAGED', `${name} could not be read. It may have moved or changed.`, {
        safe: 'Nothing else was changed.',
        advice: 'Choose the file again.',
        detail: String(thrown),
      }),
    );
  }
  const shown = displayFileName(name);
  const refused = refuseContents(header.value.format, bytes, shown);
  if (refused !== null) return fail(refused);
  if (header.value.format === 'avif') makeAvifReadable(bytes);
  if (header.value.format === 'jxl') ({ bytes } = await readableJxl(bytes));
  return ok({
    encoded: {
      bytes,
      name: shown,
      header: header.value,
      admission: admission.value,
    },
    library: libraryFor[header.value.format] ?? null,
  });
}
