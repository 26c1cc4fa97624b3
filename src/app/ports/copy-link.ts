import type { Copied } from '../../core/base/copied';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import { writeClipboardText } from '../../platform/files/clipboard';

/**
 * Copies a link to a pipeline, with its name and notes and without export settings; resolves to whether
 * that worked.
 * @param version which version it is; null where nobody knows
 */
export async function copyLink(
  pipeline: Pipeline,
  version: CarriedVersion | null = null,
): Promise<Copied> {
  const { writeLink } = await import('../../core/documents/share-link');
  const hash = writeLink(pipeline, { names: true, settings: null }, version);
  return writeClipboardText(`${new URL('./', document.baseURI).href}#${hash}`);
}
