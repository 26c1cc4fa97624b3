import { formatsById } from '../../src/core/formats/index';
import type { Library, OpenRequest, SourceRequest } from '../../src/core/engine/requests';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import { fail, ok, type Result } from '../../src/core/base/result';
import { leftOut } from '../../src/core/source/left-out';
import { admitReadable } from './admit-readable';
import { admitFile } from './admitted';
import { withFramesCounted } from './count-frames';
import type { VipsBinding } from '../runtime/binding';
import type { Encoded } from './decode';
import { JobError, toAppError } from '../runtime/errors';
import type { ExportSource } from '../export/export-picture';
import { need } from '../runtime/libraries';
import { resourcesFor } from '../runtime/resources';
import { salvage } from './recover';

/** Whether a decoder failed on the data, and not for want of memory or because it was stopped. */
export const isUnreadable = (thrown: unknown): boolean => {
  const { code } = toAppError(thrown);
  return code === 'IMG-DAMAGED' || (code === 'JOB-FAILED' && !(thrown instanceof JobError));
};

/** Returns a readable file in place of one that libvips cannot read, or null. */
export async function rescue({ header }: Encoded, request: OpenRequest): Promise<Encoded | null> {
  const file = await salvage(request.file, header);
  const admitted = file === null ? null : await admitFile({ ...request, file, consent: true });
  return admitted?.ok === true ? admitted.value.encoded : null;
}

/**
 * Does something from the encoded file on, once all that it needs is here; with what the browser
 * can read of the file, when it is damaged and libvips cannot read it.
 */
export async function fromFile<Value>(
  vips: VipsBinding,
  libraries: readonly Library[],
  request: SourceRequest,
  pipelines: readonly Pipeline[],
  format: string,
  work: (source: ExportSource) => Promise<Value>,
): Promise<Result<Value>> {
  const admitted = await admitReadable(vips, request);
  if (!admitted.ok) return fail(admitted.error);
  const { library } = admitted.value;
  const encoder = formatsById.get(format)?.encoder ?? null;
  await need(libraries, library, encoder);
  const encoded = withFramesCounted(vips, admitted.value.encoded);
  const { damaged, id, small } = request;
  if (encoded.isCut === true && !damaged) return fail(leftOut(encoded.name));
  for (const pipeline of pipelines) await resourcesFor(vips).ready(pipeline);
  try {
    return ok(await work({ encoded, damaged, id, small }));
  } catch (thrown) {
    const rescued = damaged && isUnreadable(thrown) ? await rescue(encoded, request) : null;
    if (rescued === null) throw thrown;
    return ok(await work({ encoded: rescued, damaged, id, small, rescued: true }));
  }
}
