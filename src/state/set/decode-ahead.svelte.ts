import { untrack } from 'svelte';
import { isCancelled } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import type { SetEntry } from '../../core/set/set';
import type { Pictures } from './pictures.svelte';

/**
 * Has the pictures beside the current one decoded once it is shown, the next one in the way that a
 * person goes first. One that failed is not tried again: it may have ended the engine. Returns what
 * stops that.
 */
export function decodeAhead(
  engine: Pick<Engine, 'openAhead'>,
  pictures: Pick<Pictures, 'work' | 'shown' | 'next' | 'going' | 'files'>,
  preview: { readonly idle: boolean },
): () => void {
  let before = '';
  let way: 1 | -1 = 1;
  const failed = new Set<string>();
  const decode = async (entry: SetEntry | null, isWanted: () => boolean): Promise<void> => {
    if (!entry || failed.has(entry.id)) return;
    const file = await pictures.files.of(entry.id);
    if (!file || !isWanted()) return;
    const done = await engine.openAhead(file, entry.name);
    if (!done.ok && !isCancelled(done.error)) failed.add(entry.id);
  };
  /** Where a picture stands in the order in which one goes; −1 where it is not shown. */
  const placeOf = (id: string): number => pictures.shown.findIndex((entry) => entry.id === id);
  return $effect.root(() => {
    $effect(() => {
      const current = pictures.work?.set.current;
      if (current === undefined || !preview.idle || pictures.going !== null) return;
      let wanted = true;
      untrack(() => {
        const [was, is] = [placeOf(before), placeOf(current)];
        if (was !== -1 && is !== -1 && was !== is) way = is < was ? -1 : 1;
        before = current;
        const [next, other] = [pictures.next(way), pictures.next(-way)];
        const isWanted = (): boolean => wanted;
        void decode(next, isWanted).then(() => decode(other, isWanted));
      });
      return () => (wanted = false);
    });
  });
}
