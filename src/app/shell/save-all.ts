import type { AppError } from '../../core/base/errors';
import type { LateStores, Stores } from '../../state/context';

/** What saves the work. */
type Soon = Pick<Stores['autosave'], 'failure' | 'flush'>;

/** What stores the pictures of a set. */
type Later = Pick<LateStores['pictures'], 'unstored'> & {
  readonly files: { settled(): Promise<void> };
};

/**
 * Saves all that is open, the pictures of a set too, of which there may be none yet. Resolves to why
 * not all is saved, or to null.
 */
export async function saveAll(autosave: Soon, pictures: Later | null): Promise<AppError | null> {
  await Promise.all([autosave.flush(), pictures?.files.settled()]);
  return autosave.failure ?? pictures?.unstored ?? null;
}
