import type { Engine, EngineState } from '../../core/engine/contract';
import type { Stores } from '../../state/context';
import type { Work } from '../../state/work/undoable-work.svelte';

/** How long the words about restored work stay, in milliseconds. */
const restoredStays = 6000;

/** The course of one visit: stored work comes back, is kept up to date, and faults are said. */
export class Session {
  engine = $state.raw<EngineState>({ kind: 'starting' });
  /** Whether stored work is being brought back; until then edits would be lost. */
  restoring = $state(true);
  /** The work that was brought back, as long as that is news. */
  #restored = $state.raw<Work | null>(null);
  /** Whether to say that work was brought back: not of what was done to it since, which is saved or not. */
  readonly restored = $derived.by(() => this.#restored === this.stores.workspace.work);
  /** Resolves when stored work is back; rejects when what reads it cannot be fetched. */
  readonly begun: Promise<void>;
  /** Resolves when stored work is back: never where the page could not start, which is said once. */
  readonly ready: Promise<void>;

  constructor(
    engine: Engine,
    private readonly stores: Pick<Stores, 'workspace' | 'preview' | 'autosave' | 'notices'>,
  ) {
    this.engine = engine.state;
    engine.onState((state) => (this.engine = state));
    engine.onFault((error) => {
      stores.notices.fail(error);
      stores.preview.refresh();
    });
    stores.preview.start();
    this.begun = this.#restore();
    this.ready = new Promise((resolve) => {
      this.begun.then(resolve, () => undefined);
    });
  }

  /** Whether what changes is being saved. */
  get saving(): boolean {
    return !this.restoring;
  }

  async #restore(): Promise<void> {
    const { workspace, autosave, notices } = this.stores;
    const outcome = await autosave.restore();
    this.restoring = false;
    // With no storage at all, saving is tried all the same, so that its failure is in sight.
    autosave.start();
    if (!outcome.ok) notices.fail(outcome.error);
    if (!workspace.source && workspace.pipeline.steps.length === 0) return;
    this.#restored = workspace.work;
    setTimeout(() => (this.#restored = null), restoredStays);
  }
}
