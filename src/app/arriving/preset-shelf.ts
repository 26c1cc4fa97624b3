import type { Engine } from '../../core/engine/contract';
import type { UpdatableStore } from '../../platform/storage/key-value-store';
import type { PresetSources } from '../../state/presets/preset-manager.svelte';
import type { TextStore } from '../../state/base/ports';
import type { Workspace } from '../../state/work/workspace.svelte';

/** Under which it is noted that the browser was asked to keep what is stored. */
const askedKey = 'asked-to-keep';

/** Fetches what there is to know about presets: their code, their data and the community's. */
export async function openPresetSources(
  engine: Engine,
  workspace: Workspace,
  records: UpdatableStore,
  texts: TextStore,
  prefix: string,
): Promise<PresetSources> {
  const [
    { Library },
    { SmallPictures },
    { StoredLibrary, libraryBell },
    { builtInPresets },
    { applyPreset },
    { communityPresets },
    { keepStorage },
  ] = await Promise.all([
    import('../../state/presets/library.svelte'),
    import('../../state/screen/small-pictures.svelte'),
    import('../../platform/storage/library'),
    import('../../core/presets/index'),
    import('../../core/documents/apply-preset'),
    import('../../platform/page/community'),
    import('../../platform/storage/key-value-store'),
  ]);
  // Once and for all: some browsers ask the person each time.
  const persist = (): void => {
    if (texts.get(askedKey) !== null) return;
    texts.set(askedKey, 'yes');
    void keepStorage();
  };
  const store = new StoredLibrary(records, libraryBell(prefix));
  const library = new Library(store, builtInPresets, persist);
  await library.load();
  // They may be unreachable, and nobody has to wait for them.
  void communityPresets().then((community) => (library.community = community));
  const pictures = new SmallPictures(engine, workspace);
  pictures.follow();
  return { library, pictures, apply: applyPreset };
}
