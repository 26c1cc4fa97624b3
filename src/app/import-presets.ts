import type { Stores } from '../state/context';

/** Asks for a collection of presets and opens the page that says what is in it. Call it within a click. */
export async function importPresets({ presets, notices }: Stores): Promise<void> {
  const { chooseCollection } = await import('./preset-files');
  const chosen = await chooseCollection();
  if (!chosen) return;
  if (chosen.ok) presets.go({ kind: 'import', collection: chosen.value });
  else notices.fail(chosen.error);
}
