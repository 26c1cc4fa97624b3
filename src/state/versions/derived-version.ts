import type { ExportSettings } from '../../core/formats/settings';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import { settledSettings, versionId } from '../../core/pipeline/versions/make-version';

/**
 * Resolves to the version that a pipeline carries which was made of another for one file alone, such as
 * with a crop of its own: nobody keeps it, but it comes from that one.
 */
export async function derivedVersion(
  from: CarriedVersion,
  pipeline: Pipeline,
  settings: ExportSettings,
): Promise<CarriedVersion> {
  const contents = { pipeline, settings: settledSettings(settings) };
  return { id: await versionId(contents, [from.id]), parents: [from.id] };
}
