import type { Stores } from '../state/context';

/** Asks for a collection of presets and opens the page that says what is in it. Call it within a click. */
export async function importPresets({ presets, notices }: Stores): Promise<void> {
  const { chooseCollection } = await import('./preset-files');
  const chosen = await chooseCollection();
  if (!chosen) return;
  if (chosen.ok) presets.go({ kind: 'import', collection: chosen.value });
  else notices.fail(chosen.error);
}

/** Opens the page that says what is in the text of a collection, or says why it cannot be read. */
export async function offerCollection(
  text: string,
  { presets, notices }: Pick<Stores, 'presets' | 'notices'>,
): Promise<void> {
  const { readCollectionText } = await import('../core/documents/collection');
  const read = readCollectionText(text);
  if (read.ok) presets.go({ kind: 'import', collection: read.value });
  else notices.fail(read.error);
}
