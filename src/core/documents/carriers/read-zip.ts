import { limits } from '../../base/limits';
import { ok, type Result } from '../../base/result';
import type { ByteReader } from '../../source/byte-reader';
import { backupName } from '../backup';
import { isPublishedList } from '../published';
import { projectNames } from '../project/project-files';
import { listZip, textInZip, type ZipFileEntry } from './zip-file';

/** What an archive is good for: a pipeline's text, a project, a gallery, or all that was stored here once. */
export type InZip =
  | { readonly kind: 'document'; readonly text: string }
  | { readonly kind: 'project'; readonly entries: readonly ZipFileEntry[] }
  | { readonly kind: 'backup' }
  | { readonly kind: 'published' };

/**
 * Returns what is in an archive: a backup, a project, a published gallery, or the text of the
 * pipeline that "Export all steps" puts into it, of `pipeline.json`, else `pipeline.yaml`. Reads the
 * list of files and that one file, whatever else the archive holds. Null when it has none of them.
 */
export async function readZip(reader: ByteReader): Promise<Result<InZip> | null> {
  const listed = await listZip(reader);
  if (!listed.ok) return listed;
  if (listed.value.some(({ name }) => name === backupName)) return ok({ kind: 'backup' });
  if (listed.value.some(({ name }) => name === projectNames.list)) {
    return ok({ kind: 'project', entries: listed.value });
  }
  if (listed.value.some(({ name }) => isPublishedList(name))) return ok({ kind: 'published' });
  for (const wanted of [/(?:^|\/)pipeline\.json$/u, /(?:^|\/)pipeline\.ya?ml$/u]) {
    const entry = listed.value.find(({ name }) => wanted.test(name));
    if (!entry) continue;
    const text = await textInZip(reader, entry, limits.document.bytes);
    return text.ok ? ok({ kind: 'document', text: text.value }) : text;
  }
  return null;
}
