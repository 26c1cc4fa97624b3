import { copiedInWords } from '../../core/base/copied';
import { carriedBy } from '../../core/pipeline/versions/carried';
import type { Change } from '../../core/pipeline/versions/changes';
import { ancestorsOf } from '../../core/pipeline/versions/graph';
import { isPinned, type VersionHead } from '../../core/pipeline/versions/version';
import { versionTitle } from '../../core/pipeline/versions/version-words';
import type { LateStores, Stores } from '../../state/context';
import { orderOf } from '../../state/gallery/making';
import type { ChangeReportForm } from '../../state/versions/change-report';
import { changedSince } from '../../state/work/workspace.svelte';
import type { HistoryView, Picked } from './history-view.svelte';
import type { HistoryPorts } from './powers';

interface Needs {
  readonly ports: HistoryPorts;
  readonly close: () => void;
  /** Asks for a name: of a version, or for null of what is here now. */
  readonly name: (head: VersionHead | null) => void;
}

type ActionStores = Pick<Stores, 'workspace' | 'notices' | 'view'>;
type ActionLate = Pick<
  LateStores,
  'versions' | 'versionPair' | 'changeReport' | 'handingOver' | 'adding'
>;

/** What can be done with the versions of the window, and what is said of it. */
export class HistoryActions {
  /** The last thing that happened, for screen readers. */
  said = $state('');
  #report: AbortController | null = null;

  constructor(
    private readonly stores: ActionStores,
    private readonly late: ActionLate,
    private readonly history: HistoryView,
    private readonly needs: Needs,
  ) {}

  /** Merges a version of another line; absent for one that the pipeline of now comes from. */
  readonly merge = $derived.by((): ((picked: Picked) => void) | undefined => {
    const { versions } = this.late;
    const { pickedB } = this.history;
    const behind = ancestorsOf(versions.graph, versions.head === null ? [] : [versions.head]);
    return pickedB && !behind.has(pickedB.id) ? this.needs.ports.merge : undefined;
  });

  /** Tells of an edit that was just made, and offers to undo it. */
  #tellEdit(words: string, undoing: string): void {
    const { notices, workspace } = this.stores;
    const undo = workspace.undoingThis();
    const run = (): void => {
      if (!undo()) notices.show('info', changedSince);
    };
    notices.show('info', words, { about: 'version', actions: [{ label: undoing, run }] });
  }

  restore = async ({ id }: Picked): Promise<void> => {
    if (!(await this.late.versions.restore(id))) return;
    this.needs.close();
    this.#tellEdit('Version restored.', 'Undo restoring');
  };

  view = async ({ id }: Picked): Promise<void> => {
    if (!(await this.late.versions.view(id))) return;
    this.stores.view.column = 'picture';
    this.needs.close();
  };

  name = (head: VersionHead | null): void => this.needs.name(head);

  /** Keeps a version at hand, or no more. */
  pin = async (head: VersionHead): Promise<void> => {
    const on = !isPinned(head);
    if (!(await this.late.versions.pin(head.id, on))) return;
    const title = versionTitle(head);
    this.said = on
      ? `“${title}” is pinned. It stays picked while you choose others.`
      : `“${title}” is no longer pinned.`;
  };

  /** Names a version, or keeps what is here now under a name. */
  saveName = async (head: VersionHead | null, name: string, note: string): Promise<void> => {
    const { versions } = this.late;
    if (head) {
      if (await versions.name(head.id, name, note)) this.said = 'The name is saved.';
      return;
    }
    const label = name === '' ? {} : { label: { name, ...(note === '' ? {} : { note }) } };
    const kept = await versions.keep('asked', label);
    if (!kept) return;
    this.said = 'This version is kept.';
    await this.history.pick('b', kept.id);
    this.history.cursor = kept.id;
  };

  take = (changes: readonly Change[]): void => {
    const taken = this.late.versions.take(...changes);
    if (taken.ok) this.#tellEdit('The change is in your steps now.', 'Undo taking');
    else this.stores.notices.fail(taken.error);
  };

  copyLink = async (picked: Picked): Promise<void> => {
    const copied = await this.needs.ports.copyLink(picked);
    const words = copiedInWords(
      copied,
      `Link to “${picked.name}” copied.`,
      'The browser did not let Pipette copy. Use View, then the Share tab.',
    );
    this.stores.notices.show(copied === 'copied' ? 'info' : 'error', words, { about: 'link' });
  };

  /** Puts a version, on the picture that is open, on offer for the gallery. */
  addToGallery = ({ head, contents: { pipeline, settings } }: Picked): void => {
    const { source, settings: now } = this.stores.workspace;
    if (!source) return;
    const order = { source, pipeline, settings: settings ?? now };
    this.late.adding.offer([orderOf(order, head ? { version: carriedBy(head) } : {})]);
  };

  /** Opens the export of a version, which the editor then shows. */
  exportIt = async (picked: Picked): Promise<void> => {
    if (picked.head && !(await this.late.versions.view(picked.id))) return;
    this.stores.view.tab = 'images';
    this.stores.view.column = 'export';
    this.needs.close();
  };

  /** Saves the versions that the window is about, as a file. */
  saveHistory = async (): Promise<void> => {
    const { notices } = this.stores;
    const saved = await this.late.handingOver.saveHistory(this.history.everywhere);
    if (saved.ok) notices.show('info', saved.value, { about: 'history' });
    else notices.fail(saved.error);
  };

  report = async (form: ChangeReportForm): Promise<void> => {
    const { pickedA: a, pickedB: b } = this.history;
    if (!a || !b) return;
    this.#report?.abort();
    const abort = new AbortController();
    this.#report = abort;
    const { notices, workspace } = this.stores;
    this.said = 'The report is being made.';
    const { difference } = this.late.versionPair;
    const saved = await this.late.changeReport.save(
      form,
      workspace.source,
      { a, b },
      difference,
      abort.signal,
    );
    if (abort.signal.aborted) return;
    if (saved.ok) notices.show('info', `Saved ${saved.value}.`, { about: 'report' });
    else notices.fail(saved.error);
  };

  /** Forgets a version; the notice offers to bring it back. */
  remove = async (head: VersionHead): Promise<void> => {
    const bringBack = await this.late.versions.remove(head.id);
    if (!bringBack) return;
    this.stores.notices.show('info', 'The version is removed.', {
      about: 'version',
      actions: [{ label: 'Undo removing', run: () => void bringBack() }],
    });
  };
}
