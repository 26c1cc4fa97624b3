import type { Stores } from '../../state/context';

/** Asks for a collection of presets and opens the page that says what is in it. Call it within a click. */
export async function importPresets({ presets, notices }: Stores): Promise<void> {
  const { chooseCollection } = await import('./preset-files');
  const chosen = await chooseCollection();
  if (!chosen) return;
  if (chosen.ok) presets.go({ kind: 'import', collection: chosen.value });
  else notices.fail(chosen.error);
}

/** Opens the page that says what is in collections, all on one, or says why one cannot be read. */
export async function offerCollections(
  texts: readonly string[],
  { presets, notices }: Pick<Stores, 'presets' | 'notices'>,
): Promise<void> {
  const { joinCollections, readCollectionText } = await import('../../core/documents/collection');
  const read = texts.map((text) => readCollectionText(text));
  for (const one of read) if (!one.ok) notices.fail(one.error);
  const found = read.flatMap((one) => (one.ok ? [one.value] : []));
  if (found.length > 0) presets.go({ kind: 'import', collection: joinCollections(found) });
}
