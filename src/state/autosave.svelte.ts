import type { AppError } from '../core/errors';
import { parseExportSettings } from '../core/formats/settings';
import { isSameSource, type Source } from '../core/jobs';
import { limits } from '../core/limits';
import { parsePipeline } from '../core/pipeline/parse';
import { writeDocument } from '../core/documents/document';
import type { Result } from '../core/result';
import { startHistory } from './history';
import type { View } from './view.svelte';
import type { OpenOutcome, Work, Workspace } from './workspace.svelte';

/** What is stored for a workspace, beside its picture. Read only through `Autosave.restore`. */
export interface StoredWork {
  readonly version: 1;
  readonly savedAt: number;
  readonly pipeline: unknown;
  readonly settings: unknown;
  readonly view: unknown;
  readonly selected: string | null;
  readonly past: readonly {
    readonly label: string;
    readonly pipeline: unknown;
    readonly settings: unknown;
  }[];
  readonly sourceName: string | null;
  /** Pixels of the longer side that an SVG is drawn with. */
  readonly drawnAt: number | null;
}

/** Where workspaces are kept; given by the platform. One per tab, the newest free one is taken over. */
export interface WorkspaceStore {
  /** Returns what was stored for this tab's workspace, or nothing. */
  load(): Promise<Result<{ work: unknown; source: Blob | null } | null>>;
  saveWork(work: StoredWork): Promise<Result<null>>;
  saveSource(source: Blob | null): Promise<Result<null>>;
}

export type SaveState =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Changes are gathered for this long before they are written, in milliseconds. */
const gather = 400;

/** Undo steps that survive a reload. */
const keptPast = 50;

interface Kept {
  readonly work: Work;
  readonly selected: string | null;
  readonly view: string;
}

const parseDrawnAt = (stored: unknown): number | null =>
  typeof stored === 'number' && Number.isInteger(stored) && stored >= 1 ? stored : null;

/** Keeps the workspace in the browser, and brings it back. */
export class Autosave {
  state = $state.raw<SaveState>({ kind: 'nothing' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stored: Blob | null = null;
  #last: Work | null = null;
  /** What the newest write that succeeded holds. */
  #kept = $state.raw<Kept | null>(null);
  /** Whether everything as it is now has been written. */
  readonly complete = $derived.by(() => {
    const kept = this.#kept;
    return (
      kept?.work === this.workspace.work &&
      kept.selected === this.workspace.selected &&
      kept.view === JSON.stringify(this.view.save())
    );
  });

  constructor(
    private readonly store: WorkspaceStore,
    private readonly workspace: Workspace,
    private readonly view: View,
  ) {}

  /**
   * Brings back what was stored. Returns what came of opening its picture, null when there was
   * nothing to open, or the failure that made it impossible; a part that cannot be read is left
   * out and the rest comes back.
   */
  async restore(): Promise<Result<OpenOutcome | null>> {
    const loaded = await this.store.load();
    if (!loaded.ok) return loaded;
    if (!loaded.value) return { ok: true, value: null };
    const { work, source } = loaded.value;
    if (typeof work !== 'object' || work === null) return { ok: true, value: null };
    const fields = new Map<string, unknown>(Object.entries(work));
    const pipeline = parsePipeline(fields.get('pipeline'));
    if (!pipeline.ok) return pipeline;
    const settings = parseExportSettings(fields.get('settings'));
    const stored = fields.get('past');
    const past = (Array.isArray(stored) ? stored : []).flatMap((entry: unknown) => {
      if (typeof entry !== 'object' || entry === null) return [];
      const of = new Map<string, unknown>(Object.entries(entry));
      const label = of.get('label');
      const earlier = parsePipeline(of.get('pipeline'));
      return typeof label === 'string' && earlier.ok
        ? [
            {
              label: label.slice(0, limits.document.stringLength),
              pipeline: earlier.value,
              settings: parseExportSettings(of.get('settings')),
            },
          ]
        : [];
    });
    this.view.restore(fields.get('view'));
    const selected = fields.get('selected');
    const name = fields.get('sourceName');
    // The steps come first, so that nobody sees the picture without them.
    this.workspace.restore(
      startHistory<Work>({ pipeline: pipeline.value, settings, source: null }),
      null,
    );
    let outcome: OpenOutcome | null = null;
    let opened: Source | null = null;
    if (source && typeof name === 'string') {
      // The person agreed to a large picture when it was opened the first time.
      const drawnAt = parseDrawnAt(fields.get('drawnAt'));
      outcome = await this.workspace.open(source, name, { consent: true, drawnAt });
      opened = this.workspace.source;
      this.#stored = outcome.kind === 'opened' ? source : null;
    }
    const present: Work = { pipeline: pipeline.value, settings, source: opened };
    this.workspace.restore(
      {
        past: past.map((entry) => ({
          label: entry.label,
          snapshot: { ...present, pipeline: entry.pipeline, settings: entry.settings },
        })),
        present,
        future: [],
        gesture: null,
      },
      typeof selected === 'string' && pipeline.value.steps.some(({ id }) => id === selected)
        ? selected
        : null,
    );
    this.#last = this.workspace.work;
    return { ok: true, value: outcome };
  }

  /** Starts to follow the workspace and the view. Returns the function that stops it. */
  start(): () => void {
    return $effect.root(() => {
      $effect(() => {
        const { work, selected } = this.workspace;
        const view = this.view.save();
        void [work, selected, view];
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.flush(), gather);
      });
    });
  }

  /** Writes now; call it too when the page is about to be hidden. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const { work, selected, history } = this.workspace;
    const view = this.view.save();
    const untouched =
      this.#last === null && work.source === null && work.pipeline.steps.length === 0;
    if (untouched) return;
    this.#last = work;
    if (this.state.kind === 'nothing') this.state = { kind: 'saving' };
    const file = work.source?.file ?? null;
    if (file !== this.#stored) {
      const stored = await this.store.saveSource(file);
      if (!stored.ok) {
        this.state = { kind: 'failed', error: stored.error };
        return;
      }
      this.#stored = file;
    }
    const saved = await this.store.saveWork({
      version: 1,
      savedAt: Date.now(),
      pipeline: writeDocument(work.pipeline),
      settings: work.settings,
      view,
      selected,
      // Undo to another picture would need that picture; such steps live until the page closes.
      past: history.past
        .filter(({ snapshot }) => isSameSource(snapshot.source, work.source))
        .slice(-keptPast)
        .map(({ label, snapshot }) => ({
          label,
          pipeline: writeDocument(snapshot.pipeline),
          settings: snapshot.settings,
        })),
      sourceName: work.source?.name ?? null,
      drawnAt: work.source?.drawnAt ?? null,
    });
    if (saved.ok) this.#kept = { work, selected, view: JSON.stringify(view) };
    this.state = saved.ok
      ? { kind: 'saved', at: new Date() }
      : { kind: 'failed', error: saved.error };
  }
}
