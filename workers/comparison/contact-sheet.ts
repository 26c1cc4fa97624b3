import type { Size } from '../../src/core/base/geometry';
import type {
  ComparisonAnswer,
  ContactSheetRequest,
} from '../../src/core/engine/comparison-picture';
import type { SourceRequest } from '../../src/core/engine/requests';
import type { Result } from '../../src/core/base/result';
import { emptyPipeline } from '../../src/core/pipeline/pipeline';
import { type ExportSource, finishedShape } from '../export/export-picture';
import type { VipsBinding } from '../runtime/binding';
import { JobError } from '../runtime/errors';
import type { Job } from '../runtime/job';
import { lettersFor, SheetMaking } from './sheet';

/** Does something with a file, once it can be read. */
export type WithFile = <Value>(
  file: SourceRequest,
  work: (source: ExportSource) => Promise<Value>,
) => Promise<Result<Value>>;

/**
 * Puts files on a sheet as they are and encodes it, without any metadata. One file is read at a time.
 * Throws as `comparisonPicture` does, and JobError for a file that cannot be read.
 */
export async function contactSheet(
  vips: VipsBinding,
  job: Job,
  files: readonly SourceRequest[],
  { captions, look, settings }: ContactSheetRequest,
  withFile: WithFile,
): Promise<ComparisonAnswer> {
  const letters = await lettersFor(vips, captions, look);
  const name = files[0]?.name ?? '';
  const sheet = new SheetMaking(vips, job, { look, settings, letters, name });
  const each = async (work: (source: ExportSource) => void): Promise<void> => {
    for (const file of files) {
      job.check();
      const done = await withFile(file, (source) => Promise.resolve(work(source)));
      if (!done.ok) throw new JobError(done.error);
    }
  };
  const request = { pipeline: emptyPipeline, settings: sheet.settings };
  const sizes: Size[] = [];
  try {
    await each((source) => sizes.push(finishedShape(vips, job, source, request)));
    sheet.plan(sizes, captions);
    await each((source) => sheet.add(source, emptyPipeline));
    return sheet.encode();
  } finally {
    sheet.end();
  }
}
