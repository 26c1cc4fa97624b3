import type { Engine } from '../core/jobs';
import type { AmendableShelf } from '../platform/storage';
import type { PresetShelf } from '../state/preset-desk.svelte';
import type { Workspace } from '../state/workspace.svelte';

/** Fetches what there is to know about presets: their code, their data and the community's. */
export async function openPresetShelf(
  engine: Engine,
  workspace: Workspace,
  shelf: AmendableShelf,
  prefix: string,
): Promise<PresetShelf> {
  const [
    { Library },
    { PresetPictures },
    { StoredLibrary, tabBell },
    { builtInPresets },
    { applyPreset },
    { communityPresets },
    { keepStorage },
  ] = await Promise.all([
    import('../state/library.svelte'),
    import('../state/preset-pictures.svelte'),
    import('../platform/library'),
    import('../core/presets/index'),
    import('../core/documents/apply-preset'),
    import('../platform/community'),
    import('../platform/storage'),
  ]);
  let isAsked = false;
  const persist = (): void => {
    if (!isAsked) void keepStorage();
    isAsked = true;
  };
  const store = new StoredLibrary(shelf, tabBell(`${prefix}library`));
  const library = new Library(store, builtInPresets, persist);
  await library.load();
  // They may be unreachable, and nobody has to wait for them.
  void communityPresets().then((community) => (library.community = community));
  const pictures = new PresetPictures(engine, workspace);
  pictures.follow();
  return { library, pictures, apply: applyPreset };
}
