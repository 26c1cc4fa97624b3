import type { Copied } from '../../core/base/copied';
import { type AppError, appError, messageOf } from '../../core/base/errors';
import type { Engine, StepReport } from '../../core/engine/contract';
import { fail, ok, type Result } from '../../core/base/result';
import { pipelineFileName } from '../../core/naming/pipeline-file-name';
import type { ReportKind } from '../../core/report/write/json';
import type { Making } from '../base/follower.svelte';
import { FollowerOnDemand } from '../base/follower-on-demand.svelte';
import type { SetWork } from '../../core/set/going';
import { isSameFile, type Order, type Orderable, orderOf } from '../base/order';
import type { Preview } from '../screen/preview.svelte';
import type { MadeReport, ReportMaking, ReportOrder } from './report-making';
import type { ReportTools } from './report-tools';

/** Budgets that can be chosen, in bytes. */
export const budgetRange = { min: 300_000, max: 8_000_000, usual: 1_500_000 } as const;

/** Edits rest for this long before a report is written, in milliseconds. */
const debounceMs = 300;

/** Reports on the work, for as long as somebody looks. */
export class Reports {
  kind = $state<ReportKind>('visual');
  /** The most that the page may take, in bytes. */
  budget = $state<number>(budgetRange.usual);
  /** Whether file names and what the camera wrote are shown. */
  named = $state(false);
  /** Share that is done of the report that is being made, 0 to 1. */
  #share = $state(0);
  /** Whether the person stopped the making; it begins again with the next change. */
  stopped = $state(false);
  #making: ReportMaking | null = null;
  readonly #follower = new FollowerOnDemand<ReportOrder, MadeReport>({
    debounceMs,
    serves: isSame,
    make: (order, making) => this.#make(order, making),
  });

  constructor(
    private readonly engine: Pick<Engine, 'reportPictures' | 'export'>,
    private readonly workspace: Orderable,
    private readonly preview: Pick<Preview, 'result' | 'idle'> & {
      readonly reports: ReadonlyMap<string, StepReport>;
    },
    private readonly tools: ReportTools,
    /** Returns the set that the work is of; null while there is none. */
    private readonly set: () => SetWork | null = () => null,
  ) {}

  readonly #order = $derived.by((): ReportOrder | null => {
    const order = orderOf(this.workspace);
    const { kind, budget, named } = this;
    return order && { ...order, kind, budget, named, speed: this.tools.speed(), set: this.set() };
  });

  /**
   * The newest report of this kind on this picture; it may be older than the work, and less than
   * whole: see `current`.
   */
  readonly made = $derived.by((): MadeReport | null => {
    const made = this.#follower.made?.value ?? null;
    const isOfThis = made?.order.source === this.workspace.source && made?.order.kind === this.kind;
    return isOfThis ? made : null;
  });

  /** Whether `made` is whole and tells of the work as it is now. */
  readonly current = $derived.by(
    () => this.#follower.failure === null && this.#follower.answers(this.#order),
  );

  /** Why the newest report could not be made. */
  readonly failure = $derived.by((): AppError | null =>
    this.#follower.making ? null : this.#follower.failure,
  );

  /** Share that is done of the report that is being made, 0 to 1; null when none is. */
  readonly share = $derived.by(() => (this.#follower.making ? this.#share : null));

  /** Follows the work for as long as somebody looks; returns what stops it. */
  follow(): () => void {
    return this.#follower.follow(
      () => {
        // It remembers the picture, which is not open any more.
        if (this.#order === null) this.#making = null;
        return this.#order;
      },
      () => this.preview.idle,
    );
  }

  /** Shows the report in a frame. */
  async show(frame: HTMLIFrameElement): Promise<void> {
    if (this.made) await this.tools.show(frame, this.made.page);
  }

  /** Stops the making; what is there already stays, and can be taken. */
  stop(): void {
    this.stopped = true;
    this.#follower.stop();
  }

  /** Begins again after a stop or a failure. */
  again(): void {
    if (this.#order) void this.#follower.again(this.#order);
  }

  /** The name that a report is saved under, with this extension. */
  #fileName({ pipeline, kind }: ReportOrder, extension: string): string {
    return pipelineFileName(pipeline.name, `-${kind}-report.${extension}`);
  }

  /** Hands the report over as a page, as Markdown or as JSON. Returns the name of the file. */
  download(form: 'html' | 'md' | 'json'): string | null {
    const { made } = this;
    const making = this.#making;
    if (!made || !making) return null;
    const [text, mime] = {
      html: () => [made.page.toString(), 'text/html'] as const,
      md: () => [making.markdown(made), 'text/markdown'] as const,
      json: () => [making.json(made), 'application/json'] as const,
    }[form]();
    const name = this.#fileName(made.order, form);
    this.tools.save(new Blob([text], { type: `${mime};charset=utf-8` }), name);
    this.tools.outgoing.sent('report', name, made.order.pipeline);
    return name;
  }

  /** Puts the report into the clipboard as Markdown; resolves to whether that worked. */
  async copy(): Promise<Copied> {
    const { made } = this;
    const text = made && this.#making?.markdown(made);
    if (typeof text !== 'string') return 'refused';
    const copied = await this.tools.copyText(text);
    if (copied === 'copied') this.tools.outgoing.sent('report', undefined, made?.order.pipeline);
    return copied;
  }

  /** Opens the browser's print dialog, from where a PDF can be saved too. */
  async print(): Promise<void> {
    if (this.made) await this.tools.print(this.made.page);
  }

  /**
   * Makes the visual report on an order, whatever is shown; null when it
   * cannot be made, as when another picture is opened meanwhile.
   * @returns the page, and its facts as JSON
   */
  async attachments(
    about: Order,
    signal: AbortSignal,
  ): Promise<{ page: string; json: string } | null> {
    const { budget, named } = this;
    // What is known about speed is of the work as it is now.
    const isNow = isSameFile(about, orderOf(this.workspace));
    const speed = isNow ? this.tools.speed() : { profile: null, suggestions: null };
    const order = { ...about, kind: 'visual', budget, named, speed, set: null } as const;
    const fetched = await this.#fetchMaking();
    if (!fetched.ok) return null;
    const making = fetched.value;
    const made = await making.make(order, { signal, progress: () => undefined });
    return made.ok ? { page: made.value.page.toString(), json: making.json(made.value) } : null;
  }

  async #make(
    order: ReportOrder,
    { signal, early }: Making<MadeReport>,
  ): Promise<Result<MadeReport>> {
    this.stopped = false;
    this.#share = 0;
    const making = await this.#fetchMaking();
    if (!making.ok) return making;
    const progress = (share: number): void => {
      if (!signal.aborted) this.#share = share;
    };
    return making.value.make(order, { signal, progress, early });
  }

  /** Fetches what writes reports, with the first one. */
  async #fetchMaking(): Promise<Result<ReportMaking>> {
    try {
      const { ReportMaking } = await import('./report-making');
      this.#making ??= new ReportMaking(
        this.engine,
        () => ({
          costs: this.preview.reports,
          engineBytes: this.preview.result?.engineBytes ?? null,
        }),
        this.tools,
      );
      return ok(this.#making);
    } catch (error) {
      const message = 'What writes reports could not be fetched.';
      const advice = 'Reload the page and try again.';
      return fail(appError('JOB-FAILED', message, { advice, detail: messageOf(error) }));
    }
  }
}

const isSame = (one: ReportOrder, other: ReportOrder): boolean =>
  one.source === other.source &&
  one.pipeline === other.pipeline &&
  one.settings === other.settings &&
  one.kind === other.kind &&
  one.budget === other.budget &&
  one.named === other.named &&
  one.set === other.set &&
  one.speed.profile === other.speed.profile &&
  one.speed.suggestions === other.speed.suggestions;
