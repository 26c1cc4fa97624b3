import { messageOf } from '../../core/base/errors';
import { count } from '../../core/base/words';
import type { FileDate } from '../../core/batch/file-dates';
import type { BatchJournal } from '../../core/batch/journal';
import { addLeftOut, type LeftOut, nothingLeftOut } from '../../core/batch/left-out';
import type { ExportPreset } from '../../core/formats/presets';
import type { Engine } from '../../core/engine/contract';
import { type BatchFile, type BatchItem, restoredItems, withFiles } from './batch-item.svelte';
import { BatchKeeping, begunBefore } from './batch-keeping.svelte';
import { type Begun, type Delivery, deliveryOf, namesOf, type RunOrder } from './batch-names';
import { exportItem, keepVersion } from './batch-work';
import { HandOver } from './hand-over';
import { Pause } from './pause';
import { RunClock } from './run-clock';
import { nothingKept, type Outgoing } from '../versions/outgoing';
import type { Workspace } from '../work/workspace.svelte';

export type BatchPhase = 'choosing' | 'running' | 'paused' | 'stopped' | 'finished';

/** Where results go: one archive, a folder of the person's choice, or one download each. */
export type Destination = 'zip' | 'folder' | 'downloads';

/** Hands results over to the person; given by the platform. Resolves to what to say of it. */
export type Deliver = (delivery: Delivery, destination: Destination) => Promise<string>;

/** More files than this are not downloaded one by one: browsers let about ten through. */
export const maxDownloads = 10;

export interface BatchOptions {
  readonly outgoing?: Pick<Outgoing, 'ahead' | 'sent' | 'mark'>;
  /** How long a download may be beginning, in milliseconds. */
  readonly handOverTime?: number;
}

/** Many files through one pipeline: what waits, what is done, and what went wrong. */
export class Batch {
  items = $state.raw<readonly BatchItem[]>([]);
  phase = $state<BatchPhase>('choosing');
  /** What came of handing the results over, in words. */
  said = $state('');
  destination = $state<Destination>('zip');
  /** Which date the results carry in an archive. */
  dates = $state<FileDate>('source');
  /** What came along with the files and is not taken. */
  leftOut = $state.raw<LeftOut>(nothingLeftOut);
  /** Whether the results are being put together. */
  delivering = $state(false);
  /** Whether the results that are done were handed over. */
  saved = $state(false);
  /** Seconds that the run will still take; null while nobody can know. */
  secondsLeft = $state<number | null>(null);

  /** What the list was filled with at once; what is in it else, a person chose. */
  #filled = $state.raw<readonly BatchItem[]>([]);
  /** What the run makes, as it was when it began. */
  #begun = $state.raw<Begun | null>(null);
  readonly #outgoing: Pick<Outgoing, 'ahead' | 'sent' | 'mark'>;
  #abort = new AbortController();
  readonly #pause = new Pause();
  readonly #clock = new RunClock();
  readonly #keeping: BatchKeeping;
  readonly #handedOver: HandOver;
  /** Settles when the run before has let go of everything; two at once would do files twice. */
  #over: Promise<void> = Promise.resolve();

  /** @param presets named export settings, by one of which those of a run may be called */
  constructor(
    private readonly engine: Pick<Engine, 'filesAtOnce' | 'exportFile'>,
    private readonly workspace: Pick<Workspace, 'pipeline' | 'settings'>,
    private readonly journal: BatchJournal,
    private readonly deliver: Deliver,
    private readonly presets: () => readonly ExportPreset[],
    { outgoing = nothingKept, handOverTime = 5_000 }: BatchOptions = {},
  ) {
    this.#outgoing = outgoing;
    this.#keeping = new BatchKeeping(journal);
    this.#handedOver = new HandOver((run) => void journal.delivered(run, true), handOverTime);
  }

  readonly done = $derived.by(() => this.items.filter(({ state }) => state === 'done'));
  readonly failed = $derived.by(() => this.items.filter(({ state }) => state === 'failed'));
  /** What a stopped run left undone. */
  readonly rest = $derived.by(() =>
    this.phase === 'stopped' ? this.items.filter(({ state }) => state === 'waiting') : [],
  );
  /** Whether the list, before a run, has what a person chose or cropped in it. */
  readonly hasOwnList = $derived.by(
    () =>
      this.phase === 'choosing' &&
      this.items.length > 0 &&
      (this.items !== this.#filled || this.items.some(({ crop }) => crop !== null)),
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
  /** What the run makes; before it, what it will make. */
  readonly order = $derived.by((): RunOrder => {
    const { pipeline, settings } = this.#begun ?? this.workspace;
    const version = settings.carriesPipeline ? (this.#begun?.version ?? null) : null;
    const files = this.items.length;
    return { pipeline, settings, version, presets: this.presets(), dates: this.dates, files };
  });
  /** The names that results will get and that had to change; those known before the run. */
  readonly collisions = $derived.by(() =>
    this.phase === 'choosing' ? namesOf(this.items, this.order).collisions : [],
  );

  /** Whether the run would survive the end of this tab. */
  get kept(): boolean {
    return this.#keeping.kept;
  }

  /** Adds files to the list, which stays in natural order; only before a run. */
  add(files: readonly BatchFile[], leftOut = nothingLeftOut): void {
    if (this.phase !== 'choosing') return;
    this.items = withFiles(this.items, files);
    this.leftOut = addLeftOut(this.leftOut, leftOut);
  }

  /** Puts files in place of the list, and of a run that is over; resolves to whether that was possible. */
  async fill(files: readonly BatchFile[]): Promise<boolean> {
    await this.clear();
    if (this.phase !== 'choosing') return false;
    this.add(files);
    this.#filled = this.items;
    return true;
  }

  /** Empties the list and forgets the run. */
  async clear(): Promise<void> {
    if (this.busy) return;
    await this.#over;
    this.items = [];
    this.leftOut = nothingLeftOut;
    this.phase = 'choosing';
    this.said = '';
    this.#begun = null;
    this.#handedOver.cancel();
    await this.#keeping.end();
  }

  /** Runs the pipeline and the export settings as they are now over every file of the list. */
  async start(): Promise<void> {
    if (this.phase !== 'choosing' || this.items.length === 0) return;
    // At once: while the journal is begun, nobody begins another run or changes the list.
    this.phase = 'running';
    const { pipeline, settings } = this.workspace;
    for (const item of this.items) item.fix();
    this.#begun = { pipeline, settings, version: null };
    const begun = { pipeline, settings, version: await this.#outgoing.ahead(pipeline) };
    this.#begun = begun;
    const { destination: target, dates } = this;
    await this.#keeping.begin(begun, { target, dates }, this.items);
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
    const { begun: before, canGoOn } = begunBefore(run);
    this.#keeping.id = run.id;
    this.#begun = before;
    this.dates = run.dates;
    this.leftOut = nothingLeftOut;
    this.items = await restoredItems(this.journal, run, new Set(done), canGoOn);
    await this.#run();
    return true;
  }

  /** Lets the files that are being worked on finish and begins no others, until `goOn`. */
  pause(): void {
    if (this.phase !== 'running') return;
    this.phase = 'paused';
    this.#pause.hold();
    this.#clock.rest();
  }

  goOn(): void {
    if (this.phase !== 'paused') return;
    this.phase = 'running';
    this.#clock.goOn();
    this.#pause.release();
  }

  /** Ends the run at once; what is finished is kept and handed over. */
  stop(): void {
    if (!this.busy) return;
    this.phase = 'stopped';
    this.#abort.abort();
    this.#pause.release();
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
    const { id } = this.#keeping;
    try {
      const delivery = deliveryOf(this.items, this.order);
      const few = this.destination !== 'downloads' || delivery.results.length <= maxDownloads;
      const said = await this.deliver(delivery, few ? this.destination : 'zip');
      // The list was emptied meanwhile, and its run forgotten.
      if (this.#keeping.id !== id) return;
      this.said = said;
      this.saved = true;
      this.#handedOver.begin(id);
      keepVersion(this.#outgoing, this.#begun, count(delivery.results.length, 'file'));
    } catch (error) {
      const why = messageOf(error);
      this.said = `The results could not be put together: ${why}. They are still here: try again.`;
    } finally {
      this.delivering = false;
    }
  }

  /** Call it when the page is left, which is no crash: what was handed over is not offered again. */
  leave(): void {
    this.#handedOver.finish();
  }

  /** Begins at once for the eye, and in fact when the run before is over. */
  async #run(): Promise<void> {
    this.phase = 'running';
    this.said = '';
    this.secondsLeft = null;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#over = this.#over.then(() => this.#runNow(signal));
    await this.#over;
  }

  async #runNow(stop: AbortSignal): Promise<void> {
    this.#handedOver.cancel();
    this.saved = false;
    await this.journal.delivered(this.#keeping.id, false);
    const waiting = this.items.filter(({ state }) => state === 'waiting');
    const line = waiting.values();
    const workers = Math.min(this.engine.filesAtOnce, waiting.length);
    this.#clock.begin(this.share);
    await Promise.all(Array.from({ length: workers }, () => this.#work(line, stop)));
    for (const item of this.items) {
      if (item.state === 'working') item.state = 'waiting';
    }
    if (!stop.aborted) this.phase = 'finished';
    await this.handOver();
  }

  /** Takes one file after another from the line. */
  async #work(line: Iterator<BatchItem>, stop: AbortSignal): Promise<void> {
    const heard = (): void => {
      this.secondsLeft = this.#clock.left(this.share);
    };
    for (;;) {
      await this.#pause.passed();
      if (stop.aborted) return;
      const next = line.next();
      if (next.done === true) return;
      const item = next.value;
      const made = await exportItem(this.engine, item, this.order, stop, heard);
      if (made) {
        item.result = await this.#keeping.result(item, made);
        item.state = 'done';
      }
      heard();
    }
  }
}
