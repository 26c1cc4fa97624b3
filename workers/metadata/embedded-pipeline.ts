import { formatsById } from '../../src/core/formats/index';
import type { ExportRequest } from '../../src/core/engine/contract';
import { limits } from '../../src/core/base/limits';
import {
  type EmbeddedPipeline,
  embeddedPipelineIn,
} from '../../src/core/metadata/embedded-pipeline';
import { writeDocument } from '../../src/core/documents/document';
import type { VipsBinding } from '../runtime/binding';
import { hashOf } from '../export/checksum';
import { type Encoded, readPicture } from '../intake/decode';
import { type ExportSource, keepFinished } from '../export/export-picture';
import type { Job } from '../runtime/job';
import type { LastFinished } from '../memory/last-finished';
import { executionFor } from '../runtime/resources';

/** Returns what an export's file tells of its making; null when it is not to tell anything. */
export async function embeddedPipelineFor(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
  kept: LastFinished,
): Promise<EmbeddedPipeline | null> {
  const { carriesPipeline, format } = request.settings;
  // What cannot hold it was said on screen.
  if (!carriesPipeline || formatsById.get(format)?.holds.xmpBytes === 0) return null;
  const pipeline = JSON.stringify(
    writeDocument(request.pipeline, { version: request.version ?? null }),
  );
  const finished = keepFinished(vips, job, source, request, kept);
  if (finished === null) return { pipeline, pixels: null };
  const execution = executionFor(vips);
  try {
    return { pipeline, pixels: await hashOf(job, execution, finished) };
  } finally {
    execution.dispose();
  }
}

/** What libvips calls the block of XMP of every format. */
const field = 'xmp-data';

/** Returns what an admitted file tells of its making; null when it tells nothing. Decodes no pixel. */
export function readEmbeddedPipeline(vips: VipsBinding, encoded: Encoded): EmbeddedPipeline | null {
  // HEIC, which libvips cannot read, is never written here.
  if (encoded.header.format === 'heic') return null;
  const image = readPicture(vips, encoded, { access: 'sequential', tolerant: true });
  try {
    if (image.getTypeof(field) === 0) return null;
    // Copied, because decoders of text refuse memory that is shared.
    const packet = image.getBlob(field).slice();
    if (packet.length > limits.carrier.xmpBytes) return null;
    return embeddedPipelineIn(new TextDecoder().decode(packet));
  } finally {
    image.delete();
  }
}
