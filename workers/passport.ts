import type { ExportRequest } from '../src/core/jobs';
import type { Passport } from '../src/core/metadata/passport';
import { writeDocument } from '../src/core/documents/document';
import type { VipsBinding } from './binding';
import { hashOf } from './checksum';
import { type ExportSource, keepFinished } from './export-picture';
import type { Job } from './job';
import type { KeptPicture } from './kept-picture';
import { executionFor } from './resources';

/** Returns what an export's file tells of its making; null when it is not to tell anything. */
export async function passportFor(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
  kept: KeptPicture,
): Promise<Passport | null> {
  if (!request.settings.carriesPipeline) return null;
  const pipeline = JSON.stringify(writeDocument(request.pipeline));
  const finished = keepFinished(vips, job, source, request, kept);
  if (finished === null) return { pipeline, pixels: null };
  const execution = executionFor(vips);
  try {
    return { pipeline, pixels: await hashOf(job, execution, finished) };
  } finally {
    execution.dispose();
  }
}
