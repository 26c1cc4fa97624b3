import type { LateStores, Stores } from '../../state/context';

/** What tells whether the work is saved. */
interface Soon {
  readonly autosave: Pick<Stores['autosave'], 'failure'>;
  readonly workspace: Pick<Stores['workspace'], 'undoLabel'>;
}

/** What tells whether a run and the pictures of a set are stored. */
interface Later {
  readonly batch: Pick<LateStores['batch'], 'busy' | 'kept'>;
  readonly pictures: Pick<LateStores['pictures'], 'unstored'> & {
    readonly files: { readonly busy: boolean };
  };
}

/** Returns whether something is lost if this tab ends now. */
export function losesByLeaving({ autosave, workspace }: Soon, late: Later | null): boolean {
  if (autosave.failure !== null && workspace.undoLabel !== null) return true;
  if (!late) return false;
  const { batch, pictures } = late;
  return (batch.busy && !batch.kept) || pictures.files.busy || pictures.unstored !== null;
}
