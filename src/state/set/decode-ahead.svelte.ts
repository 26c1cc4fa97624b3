import { untrack } from 'svelte';
import type { Engine } from '../../core/engine/contract';
import type { SetEntry } from '../../core/set/set';
import type { Pictures } from './pictures.svelte';

/**
 * Has the pictures beside the current one decoded once it is shown, the next one in the way that a
 * person goes first. Returns what stops that.
 */
export function decodeAhead(
  engine: Pick<Engine, 'openAhead'>,
  pictures: Pick<Pictures, 'work' | 'next' | 'going' | 'files'>,
  preview: { readonly idle: boolean },
): () => void {
  let before = -1;
  const decode = async (entry: SetEntry | null, isWanted: () => boolean): Promise<void> => {
    const file = entry && (await pictures.files.of(entry.id));
    if (file && isWanted()) await engine.openAhead(file, entry.name);
  };
  return $effect.root(() => {
    $effect(() => {
      const set = pictures.work?.set;
      const current = set?.current;
      if (current === undefined || !preview.idle || pictures.going !== null) return;
      let wanted = true;
      untrack(() => {
        const at = set?.entries.findIndex(({ id }) => id === current) ?? -1;
        const way = at < before ? -1 : 1;
        before = at;
        const [next, other] = [pictures.next(way), pictures.next(-way)];
        const isWanted = (): boolean => wanted;
        void decode(next, isWanted).then(() => decode(other, isWanted));
      });
      return () => (wanted = false);
    });
  });
}
