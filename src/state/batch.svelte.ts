import { withOwnCrop } from '../core/batch/own-crop';
import type { BatchJournal, StoredRun } from '../core/batch/journal';
import { sha256 } from '../core/assets';
import { isCancelled } from '../core/errors';
import { type ExportSettings, parseExportSettings } from '../core/formats/settings';
import type { Engine } from '../core/jobs';
import { parsePipeline } from '../core/pipeline/parse';
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline';
import { writeDocument } from '../core/documents/document';
import { type BatchFile, BatchItem, restoredItems } from './batch-item.svelte';
import { type Delivery, deliveryOf, namesOf } from './batch-names';
import { HandOver } from './hand-over';
import { Quiet } from './quiet';
import type { Workspace } from './workspace.svelte';

export type BatchPhase = 'choosing' | 'running' | 'paused' | 'stopped' | 'finished';

/** Where results go: one archive, a folder of the person's choice, or one download each. */
export type Destination = 'zip' | 'folder' | 'downloads';

/** Hands results over to the person; given by the platform. Resolves to what to say of it. */
export type Deliver = (delivery: Delivery, destination: Destination) => Promise<string>;

/** More files than this are not downloaded one by one: browsers let about ten through. */
export const downloadsMost = 10;

/** Many files through one pipeline: what waits, what is done, and what went wrong. */
export class Batch {
  items = $state.raw<readonly BatchItem[]>([]);
  phase = $state<BatchPhase>('choosing');
  /** What came of handing the results over, in words. */
  said = $state('');
  destination = $state<Destination>('zip');
  /** Whether the results are being put together. */
  delivering = $state(false);
  /** Whether the run would survive the end of this tab. */
  kept = $state(true);

  #id = '';
  #pipeline: Pipeline = emptyPipeline;
  #settings: ExportSettings;
  #abort = new AbortController();
  #resume: (() => void) | null = null;
  readonly #handedOver: HandOver;
  /** Settles when the run before has let go of everything; two at once would do files twice. */
  #over: Promise<void> = Promise.resolve();

  constructor(
    private readonly engine: Pick<Engine, 'filesAtOnce' | 'exportFile'>,
    private readonly workspace: Pick<Workspace, 'pipeline' | 'settings'>,
    private readonly journal: BatchJournal,
    private readonly deliver: Deliver,
    handOverTime = 5_000,
  ) {
    this.#settings = workspace.settings;
    this.#handedOver = new HandOver((run) => void journal.delivered(run, true), handOverTime);
  }

  readonly done = $derived.by(() => this.items.filter(({ state }) => state === 'done'));
  readonly failed = $derived.by(() => this.items.filter(({ state }) => state === 'failed'));
  /** What a stopped run left undone. */
  readonly rest = $derived.by(() =>
    this.phase === 'stopped' ? this.items.filter(({ state }) => state === 'waiting') : [],
  );
  readonly busy = $derived.by(() => this.phase === 'running' || this.phase === 'paused');
  /** Share of the whole run that is done, 0 to 1. */
  readonly share = $derived.by(() => {
    const sum = this.items.reduce(
      (total, { state, share }) =>
        total + (state === 'done' || state === 'failed' ? 1 : state === 'working' ? share : 0),
      0,
    );
    return this.items.length === 0 ? 0 : sum / this.items.length;
  });
  /** The names that results will get and that had to change; those known before the run. */
  readonly collisions = $derived.by(() =>
    this.phase === 'choosing'
      ? namesOf(this.items, this.workspace.pipeline, this.workspace.settings).collisions
      : [],
  );

  /** Adds files to the list; only before a run. */
  add(files: readonly BatchFile[]): void {
    if (this.phase !== 'choosing') return;
    const from = this.items.length;
    this.items = [
      ...this.items,
      ...files.map(
        ({ file, folder }, index) =>
          new BatchItem(from + index, file.name, folder, file.size, file),
      ),
    ];
  }

  /** Empties the list and forgets the run. */
  async clear(): Promise<void> {
    if (this.busy) return;
    await this.#over;
    const id = this.#id;
    this.items = [];
    this.phase = 'choosing';
    this.said = '';
    this.#id = '';
    this.#handedOver.cancel();
    if (id !== '') await this.journal.end(id);
  }

  /** Runs the pipeline and the export settings as they are now over every file of the list. */
  async start(): Promise<void> {
    if (this.phase !== 'choosing' || this.items.length === 0) return;
    // At once: while the journal is begun, nobody begins another run or changes the list.
    this.phase = 'running';
    this.#pipeline = this.workspace.pipeline;
    this.#settings = this.workspace.settings;
    this.#id = crypto.randomUUID();
    const begun = await this.journal.begin(this.#stored());
    this.kept = begun.ok;
    if (begun.ok) void this.#keepSources();
    // Nothing was begun when it is stopped already, and it can be done later.
    if (this.rest.length === 0) await this.#run();
  }

  /**
   * Goes on with a run whose tab is gone; resolves to whether there was one to go on with.
   * @param begun is called once it is this tab's
   */
  async resume(begun: () => void = () => undefined): Promise<boolean> {
    const found = await this.journal.interrupted();
    if (!found || this.busy || !(await this.journal.claim(found.run.id))) return false;
    begun();
    const { run, done } = found;
    const pipeline = parsePipeline(run.pipeline);
    this.#id = run.id;
    this.#pipeline = pipeline.ok ? pipeline.value : emptyPipeline;
    this.#settings = parseExportSettings(run.settings);
    this.items = await restoredItems(this.journal, run, new Set(done), pipeline.ok);
    await this.#run();
    return true;
  }

  /** Lets the files that are being worked on finish and begins no others, until `goOn`. */
  pause(): void {
    if (this.phase === 'running') this.phase = 'paused';
  }

  goOn(): void {
    if (this.phase !== 'paused') return;
    this.phase = 'running';
    this.#resume?.();
  }

  /** Ends the run at once; what is finished is kept and handed over. */
  stop(): void {
    if (!this.busy) return;
    this.phase = 'stopped';
    this.#abort.abort();
    this.#resume?.();
  }

  /** Does what a stopped run left undone. */
  async doRest(): Promise<void> {
    if (this.rest.length > 0) await this.#run();
  }

  /** Does the files that failed once more, and with them what was left undone. */
  async retryFailed(): Promise<void> {
    if (this.busy) return;
    for (const item of this.failed) {
      if (item.file === null) continue;
      item.state = 'waiting';
      item.error = '';
    }
    await this.#run();
  }

  /** Hands over what is finished. */
  async handOver(): Promise<void> {
    if (this.delivering || this.done.length === 0) return;
    this.delivering = true;
    const id = this.#id;
    try {
      const delivery = deliveryOf(this.items, this.#pipeline, this.#settings);
      const few = this.destination !== 'downloads' || delivery.results.length <= downloadsMost;
      const said = await this.deliver(delivery, few ? this.destination : 'zip');
      // The list was emptied meanwhile, and its run forgotten.
      if (this.#id !== id) return;
      this.said = said;
      this.#handedOver.begin(id);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.said = `The results could not be put together: ${why}. They are still here: try again.`;
    } finally {
      this.delivering = false;
    }
  }

  /** Call it when the page is left, which is no crash: what was handed over is not offered again. */
  leave(): void {
    this.#handedOver.settle();
  }

  /** Begins at once for the eye, and in fact when the run before is over. */
  async #run(): Promise<void> {
    this.phase = 'running';
    this.said = '';
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#over = this.#over.then(() => this.#runNow(signal));
    await this.#over;
  }

  async #runNow(stop: AbortSignal): Promise<void> {
    this.#handedOver.cancel();
    await this.journal.delivered(this.#id, false);
    const waiting = this.items.filter(({ state }) => state === 'waiting');
    const line = waiting.values();
    const workers = Math.min(this.engine.filesAtOnce, waiting.length);
    await Promise.all(Array.from({ length: workers }, () => this.#work(line, stop)));
    for (const item of this.items) {
      if (item.state === 'working') item.state = 'waiting';
    }
    if (!stop.aborted) this.phase = 'finished';
    await this.handOver();
  }

  /** Takes one file after another from the line. */
  async #work(line: Iterator<BatchItem>, stop: AbortSignal): Promise<void> {
    for (;;) {
      await this.#unpaused();
      if (stop.aborted) return;
      const next = line.next();
      if (next.done === true) return;
      await this.#process(next.value, stop);
    }
  }

  async #unpaused(): Promise<void> {
    while (this.phase === 'paused') {
      await new Promise<void>((resolve) => {
        const earlier = this.#resume;
        this.#resume = () => {
          earlier?.();
          resolve();
        };
      });
      this.#resume = null;
    }
  }

  async #process(item: BatchItem, stop: AbortSignal): Promise<void> {
    if (item.file === null) return;
    item.state = 'working';
    item.share = 0;
    item.quiet = null;
    const quiet = new Quiet();
    const progress = (share: number): void => {
      item.share = share;
      item.quiet = quiet.hear(share);
    };
    const made = await this.engine.exportFile(
      item.file,
      item.name,
      { pipeline: withOwnCrop(this.#pipeline, item.crop), settings: this.#settings },
      { progress, signal: stop },
    );
    if (!made.ok) {
      item.state = isCancelled(made.error) ? 'waiting' : 'failed';
      const { message, advice } = made.error;
      item.error = item.state === 'failed' ? [message, advice].filter(Boolean).join(' ') : '';
      return;
    }
    const { bytes, mime, extension, width, height, quality, milliseconds, camera } = made.value;
    item.notes = made.value.notes;
    const result = {
      content: new Blob([bytes], { type: mime }),
      sha256: await sha256(bytes),
      extension,
      width,
      height,
      quality,
      milliseconds,
      camera,
    };
    const stored = this.kept ? await this.journal.keepResult(this.#id, item.index, result) : null;
    if (stored && !stored.ok) this.kept = false;
    // What lies in the database need not lie in memory too.
    const content = stored?.ok ? await this.journal.result(this.#id, item.index) : null;
    item.result = { ...result, content: content?.content ?? result.content };
    item.state = 'done';
  }

  /** Sources are stored beside the work, one after another, so that a run can go on after a crash. */
  async #keepSources(): Promise<void> {
    const id = this.#id;
    for (const item of this.items) {
      if (this.#id !== id || !this.kept) return;
      if (item.file === null || item.state === 'done') continue;
      const stored = await this.journal.keepSource(id, item.index, item.file);
      if (!stored.ok) this.kept = false;
    }
  }

  #stored(): StoredRun {
    return {
      version: 1,
      id: this.#id,
      startedAt: Date.now(),
      pipeline: writeDocument(this.#pipeline),
      settings: this.#settings,
      target: this.destination,
      items: this.items.map(({ name, folder, bytes, crop }) => ({ name, folder, bytes, crop })),
    };
  }
}
