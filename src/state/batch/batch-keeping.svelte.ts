import type { BatchJournal, BatchResult, StoredRun } from '../../core/batch/journal';
import { versionOfRun } from '../../core/batch/run-version';
import { isReadable } from '../../core/base/readable';
import { writeDocument } from '../../core/documents/document';
import { parseExportSettings } from '../../core/formats/settings';
import { parsePipeline } from '../../core/pipeline/parse';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { type BatchItem, storedFacts } from './batch-item.svelte';
import type { Begun } from './batch-names';

/** Returns what a run of an earlier page makes, and whether its pipeline can still be read. */
export function begunBefore(run: StoredRun): { readonly begun: Begun; readonly canGoOn: boolean } {
  const pipeline = parsePipeline(run.pipeline);
  const begun = {
    pipeline: pipeline.ok ? pipeline.value : emptyPipeline,
    settings: parseExportSettings(run.settings),
    version: versionOfRun(run),
    isResumed: true,
  };
  return { begun, canGoOn: pipeline.ok };
}

/** Keeps a run beside the work as far as the browser lets it, so that it survives its tab. */
export class BatchKeeping {
  /** The run that is kept; empty for none. */
  id = '';
  /** Whether the run would survive the end of this tab. */
  kept = $state(true);

  constructor(private readonly journal: BatchJournal) {}

  /** Begins to keep a run, its sources one after another. */
  async begin(
    { pipeline, settings, version }: Begun,
    ways: Pick<StoredRun, 'target' | 'dates'>,
    items: readonly BatchItem[],
  ): Promise<void> {
    const run = {
      version: 1,
      id: crypto.randomUUID(),
      startedAt: Date.now(),
      pipeline: writeDocument(pipeline, { version }),
      settings,
      ...ways,
      items: items.map(storedFacts),
    } as const;
    this.id = run.id;
    const begun = await this.journal.begin(run);
    this.kept = begun.ok;
    if (begun.ok) void this.#keepSources(items);
  }

  /** Forgets the run. */
  async end(): Promise<void> {
    const { id } = this;
    this.id = '';
    if (id !== '') await this.journal.end(id);
  }

  /** Returns the result as it is kept: what lies in the database need not lie in memory too. */
  async result({ index }: BatchItem, result: BatchResult): Promise<BatchResult> {
    const stored = this.kept ? await this.journal.keepResult(this.id, index, result) : null;
    if (stored && !stored.ok) this.kept = false;
    const found = stored?.ok ? await this.journal.result(this.id, index) : null;
    return { ...result, content: found?.content ?? result.content };
  }

  async #keepSources(items: readonly BatchItem[]): Promise<void> {
    const { id } = this;
    for (const item of items) {
      if (this.id !== id || !this.kept) return;
      if (item.file === null || item.state === 'done') continue;
      const stored = await this.journal.keepSource(id, item.index, item.file);
      // One that is gone from the disk fails by itself, and says nothing of the others.
      if (!stored.ok && (await isReadable(item.file))) this.kept = false;
    }
  }
}
