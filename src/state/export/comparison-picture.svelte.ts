import type { Copied } from '../../core/base/copied';
import { type AppError, appError } from '../../core/base/errors';
import { Latest } from '../../core/base/latest';
import { fail, ok, type Result } from '../../core/base/result';
import { stagesOf } from '../../core/comparison/compared';
import type { ComparisonAnswer, ComparisonRequest } from '../../core/engine/comparison-picture';
import type { Engine } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
import { versionTitle } from '../../core/pipeline/versions/version-words';
import { Follower, type Making } from '../base/follower.svelte';
import { type Order, orderOf } from '../base/order';
import type { ArchiveFile } from '../base/ports';
import type { Preview } from '../screen/preview.svelte';
import type { View } from '../screen/view.svelte';
import type { Versions } from '../versions/versions.svelte';
import type { Workspace } from '../work/workspace.svelte';
import {
  type ComparedVersion,
  comparisonRequest,
  type ComparisonOptions,
  initialComparison,
} from './comparison-options';
import type { Exporting } from './exporting.svelte';

/** Edits rest for this long before the file is made, in milliseconds. */
const debounceMs = 350;

/** What a comparison picture is called beside the picture itself. */
export const comparisonSuffix = '-comparison';

const nothingToShow = (): AppError =>
  appError(
    'JOB-FAILED',
    'None of the chosen steps is on, so there is nothing for a contact sheet.',
    {
      safe: 'Nothing was written.',
      advice: 'Choose another step, or no contact sheet.',
    },
  );

/** How a finished file leaves the app. */
export interface ComparisonOutlets {
  save(file: Blob, name: string): void;
  /** Puts a picture into the clipboard, as PNG; resolves to whether that worked. */
  copy(picture: Blob): Promise<Copied>;
  /** Offers a file to other apps; null where that cannot be. */
  readonly share: ((file: File) => Promise<boolean>) | null;
}

/** A comparison that is to be made. */
interface Wanted extends Order {
  readonly request: ComparisonRequest;
  readonly text: string;
}

/** A version that is compared, by its id. */
interface Picked extends ComparedVersion {
  readonly id: string;
}

/** A and B; null for the pipeline of now. */
type Sides = readonly [Picked | null, Picked | null];

const nothingPicked: Sides = [null, null];

/**
 * The comparison picture of what is open now, made ahead as long as somebody looks, so that it is seen
 * and its size is known before it is saved. It changes nothing of the work.
 */
export class ComparisonPicture {
  options = $state.raw<ComparisonOptions>(initialComparison);
  /** How much of the file is made, 0 to 1. */
  share = $state(0);
  /** What came of the file, in words; empty before. */
  said = $state('');
  /** Why a version cannot be shown. */
  unread = $state.raw<AppError | null>(null);
  /** A and B, and of which pipeline they are versions. */
  #pickedOf = $state.raw<{ readonly lineage: string; readonly sides: Sides }>({
    lineage: '',
    sides: nothingPicked,
  });
  /** What is being read for A and for B. */
  readonly #reading = [new Latest(), new Latest()] as const;
  readonly #follower = new Follower<Wanted, ComparisonAnswer>({
    debounceMs,
    serves: (made, wanted) => made.source === wanted.source && made.text === wanted.text,
    make: (wanted, making) => this.#make(wanted, making),
  });

  constructor(
    private readonly engine: Pick<Engine, 'comparisonPicture'>,
    private readonly workspace: Workspace,
    private readonly preview: Pick<Preview, 'idle'>,
    private readonly view: Pick<View, 'split' | 'seen'>,
    private readonly versions: Pick<Versions, 'contents' | 'head' | 'lineage'>,
    private readonly exporting: Pick<Exporting, 'state' | 'fileName'>,
    private readonly outlets: ComparisonOutlets,
  ) {}

  /** Where the divider is on screen, 0 to 1 of the picture's whole width. */
  get divider(): number {
    const { split, seen } = this.view;
    return Math.min(1, Math.max(0, seen.x + (split - 0.5) * seen.width));
  }

  readonly #picked = $derived.by((): Sides => {
    const { lineage, sides } = this.#pickedOf;
    return lineage === this.versions.lineage ? sides : nothingPicked;
  });

  /** The ids of A and B; null for now. */
  readonly picked = $derived.by(() => this.#picked.map((one) => one?.id ?? null));

  /** What A and B are called. */
  readonly versionNames = $derived.by(() => this.#versions.map(({ name }) => name));

  readonly #versions = $derived.by((): readonly [ComparedVersion, ComparedVersion] => {
    const now = { name: 'Now', pipeline: this.workspace.pipeline };
    const [a, b] = this.#picked;
    return [a ?? now, b ?? now];
  });

  readonly #wanted = $derived.by((): Wanted | null => {
    const order = this.workspace.tool ? null : orderOf(this.workspace);
    const of = order && { ...order, at: this.divider, versions: this.#versions };
    const request = of && comparisonRequest(this.options, of);
    return order && request && { ...order, request, text: JSON.stringify(request) };
  });

  readonly failure = $derived.by((): AppError | null => this.#follower.failure);
  /** Whether a file is being made, or is about to be. */
  readonly busy = $derived.by(() => this.#follower.busy);
  /** Whether `answer` or `failure` is what is wanted now. */
  readonly current = $derived.by(() => this.#follower.answers(this.#wanted));
  /** The newest file of the picture that is open, which may be older than what is wanted, see `current`. */
  readonly answer = $derived.by((): ComparisonAnswer | null => {
    const made = this.#follower.made;
    return this.failure === null && made?.order.source === this.workspace.source
      ? made.value
      : null;
  });
  /** The same as a file. */
  readonly file = $derived.by(() => {
    const { answer } = this;
    return answer && new Blob([answer.bytes], { type: answer.mime });
  });

  /** What stands in the way of a picture, before the engine is asked; null when nothing does. */
  readonly lacks = $derived.by((): 'picture' | 'tool' | 'stages' | null => {
    if (this.workspace.source === null) return 'picture';
    if (this.workspace.tool) return 'tool';
    return this.#wanted === null ? 'stages' : null;
  });

  change(changed: Partial<ComparisonOptions>): void {
    this.options = { ...this.options, ...changed };
    this.said = '';
    const isFirst = changed.kind === 'versions' && this.#picked.every((one) => one === null);
    const { head } = this.versions;
    if (isFirst && head !== null) void this.pick(0, head);
  }

  /** Compares a version as A (0) or B (1); null is the pipeline of now. */
  async pick(side: 0 | 1, id: string | null): Promise<void> {
    this.unread = null;
    const signal = this.#reading[side].next();
    const { lineage } = this.versions;
    let read: Picked | null = null;
    if (id !== null) {
      const contents = await this.versions.contents(id);
      if (signal.aborted || lineage !== this.versions.lineage) return;
      if (!contents.ok) {
        this.unread = contents.error;
        return;
      }
      read = { id, name: versionTitle(contents.value), pipeline: contents.value.pipeline };
    }
    const [a, b] = this.#picked;
    this.#pickedOf = { lineage, sides: side === 0 ? [read, b] : [a, read] };
  }

  /** Follows the work for as long as somebody looks; returns what stops it. */
  follow(): () => void {
    this.said = '';
    const stop = this.#follower.follow(
      () => this.#wanted,
      () => this.preview.idle && this.exporting.state.kind !== 'running',
    );
    return () => {
      stop();
      this.#follower.clear();
    };
  }

  /** The file with its name, if it is the one that is wanted now. */
  #ready(): File | null {
    const { answer, file, current } = this;
    const wanted = this.#wanted;
    if (!answer || !file || !current || !wanted) return null;
    return new File([file], this.#nameOf(wanted, answer), { type: answer.mime });
  }

  /** The name of an export by the pattern of the settings, and what tells this one from that. */
  #nameOf({ source, pipeline, settings }: Order, made: ComparisonAnswer): string {
    const pattern = settings.fileName.trim() === '' ? '{name}' : settings.fileName;
    const fileName = `${pattern}${comparisonSuffix}`;
    const order = { source, pipeline, settings: { ...settings, fileName } };
    return this.exporting.fileName(order, made.extension, made);
  }

  /**
   * Makes a sheet of stages of an order as All steps would make it: those that are chosen and on, by
   * their ids. JOB-FAILED when none of them is.
   */
  async sheetOf(
    order: Order,
    chosen: ReadonlySet<string>,
    options: JobOptions,
  ): Promise<Result<ArchiveFile>> {
    const stages = stagesOf(order.pipeline).map(({ id }) => id);
    const left = new Set(stages.filter((id) => !chosen.has(id)));
    const of = { ...order, at: this.divider, versions: this.#versions };
    const request = comparisonRequest({ ...this.options, kind: 'steps', left }, of);
    if (request === null) return fail(nothingToShow());
    const made = await this.engine.comparisonPicture(order.source, request, options);
    if (!made.ok) return made;
    const { bytes, mime, extension } = made.value;
    const content = new Blob([bytes], { type: mime });
    return ok({ name: `contact-sheet.${extension}`, content, text: false });
  }

  /** Hands the file over that is shown; does nothing while it is not made. */
  save(): void {
    const file = this.#ready();
    if (file === null) return;
    this.outlets.save(file, file.name);
    this.said = `Saved ${file.name}.`;
  }

  /** Puts the picture into the clipboard; resolves to whether that worked. */
  async copy(): Promise<Copied> {
    const file = this.#ready();
    return file === null ? 'refused' : this.outlets.copy(file);
  }

  /** Whether files can be offered to other apps here. */
  get canShare(): boolean {
    return this.outlets.share !== null;
  }

  /** Offers the file to other apps; resolves to whether one took it. */
  async shareFile(): Promise<boolean> {
    const file = this.#ready();
    return file !== null && ((await this.outlets.share?.(file)) ?? false);
  }

  #make(
    { source, request }: Wanted,
    { signal }: Making<ComparisonAnswer>,
  ): ReturnType<Engine['comparisonPicture']> {
    this.share = 0;
    const progress = (share: number): void => {
      if (!signal.aborted) this.share = share;
    };
    return this.engine.comparisonPicture(source, request, { progress, signal });
  }
}
