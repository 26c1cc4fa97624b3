import { type AppError, isCancelled } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import type { Allowed, GalleryDetails, GalleryEntry } from '../../core/gallery/entry';
import { usualKeepAs } from '../../core/gallery/picture-settings';
import { stemOf } from '../../core/naming/safe-file-name';
import type { Outgoing } from '../versions/outgoing';
import type { Gallery } from './gallery.svelte';
import { type GalleryOrder, makeGalleryEntry, type MadeEntry, type MakingChoices } from './making';

/** An entry that was made, of a picture that is in the gallery already. */
export interface Duplicate {
  readonly made: MadeEntry;
  readonly here: GalleryEntry;
}

/** What came of an order. */
export interface Added {
  readonly added: readonly GalleryEntry[];
  readonly failures: readonly { readonly name: string; readonly error: AppError }[];
}

/** Puts results into the gallery: what is on offer, what was chosen, and what comes of it. */
export class Adding {
  /** What is on offer; empty when nothing is. */
  orders = $state.raw<readonly GalleryOrder[]>([]);
  /** How they are kept; the choice of the last time stays. */
  choices = $state.raw<MakingChoices>({
    ...usualKeepAs,
    allowed: { name: false, camera: false },
  });
  /** Share of the work that is done, 0 to 1; null while there is none. */
  share = $state<number | null>(null);
  /** Made of pictures that are here already: the person says what becomes of them. */
  duplicates = $state.raw<readonly Duplicate[]>([]);
  failure = $state.raw<AppError | null>(null);
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'export' | 'exportFile'>,
    private readonly gallery: Gallery,
    private readonly outgoing: Pick<Outgoing, 'ahead'>,
    private readonly tools: { now(): number; newId(): string },
    /** Opens the page on which the person says how. */
    private readonly show: () => void,
  ) {}

  /** Puts results on offer; nothing is kept before the person says so. */
  offer(orders: readonly GalleryOrder[]): void {
    if (orders.length === 0 || this.share !== null) return;
    this.orders = orders;
    this.duplicates = [];
    this.failure = null;
    this.show();
  }

  /** Sets what an entry may tell of the photo. */
  allow(allowed: Partial<Allowed>): void {
    this.choices = { ...this.choices, allowed: { ...this.choices.allowed, ...allowed } };
  }

  /** What a result is called unless the person says otherwise. */
  static titleOf({ name }: Pick<GalleryOrder, 'name'>): string {
    return stemOf(name);
  }

  /**
   * Makes and keeps results, one after the other. Those whose picture is here already wait in
   * `duplicates`. Resolves to what came of the others; null when it was stopped.
   * @param detailsOf what is said of each
   */
  async run(
    orders: readonly GalleryOrder[],
    detailsOf: (order: GalleryOrder) => GalleryDetails,
  ): Promise<Added | null> {
    if (this.share !== null) return null;
    const abort = new AbortController();
    this.#abort = abort;
    this.share = 0;
    this.failure = null;
    try {
      const { added, failures } = await this.#addAll(orders, detailsOf, abort.signal);
      this.failure = failures[0]?.error ?? null;
      return abort.signal.aborted && added.length === 0 ? null : { added, failures };
    } finally {
      this.share = null;
      this.#abort = null;
    }
  }

  async #addAll(
    orders: readonly GalleryOrder[],
    detailsOf: (order: GalleryOrder) => GalleryDetails,
    signal: AbortSignal,
  ): Promise<Added> {
    const added: GalleryEntry[] = [];
    const failures: { name: string; error: AppError }[] = [];
    const { choices } = this;
    // What other tabs added is known then.
    await this.gallery.load();
    for (const [index, order] of orders.entries()) {
      const progress = (share: number): void => {
        if (!signal.aborted) this.share = (index + share) / orders.length;
      };
      const details = detailsOf(order);
      const said = { ...details, id: this.tools.newId(), at: this.tools.now() };
      const version = order.version ?? (await this.outgoing.ahead(order.pipeline));
      const options = { progress, signal };
      const made = await makeGalleryEntry(this.engine, order, said, version, choices, options);
      if (signal.aborted) break;
      if (!made.ok) {
        if (!isCancelled(made.error)) failures.push({ name: order.name, error: made.error });
        continue;
      }
      const here = this.#here(made.value);
      if (here) {
        this.duplicates = [...this.duplicates, { made: made.value, here }];
        continue;
      }
      const kept = await this.gallery.add([made.value.entry], made.value.files);
      if (kept.ok) added.push(made.value.entry);
      else failures.push({ name: order.name, error: kept.error });
    }
    return { added, failures };
  }

  /** The entry that shows the very same picture. */
  #here({ entry }: MadeEntry): GalleryEntry | undefined {
    return this.gallery.byHash.get(entry.files.picture.hash);
  }

  /**
   * Keeps the duplicates: in place of those that are here, or beside them. Resolves to what was
   * kept; null when that failed, as `failure` tells.
   */
  async keepDuplicates(how: 'update' | 'beside'): Promise<readonly GalleryEntry[] | null> {
    const entries = this.duplicates.map(({ made: { entry }, here: { id, at } }) =>
      how === 'update' ? { ...entry, id, at } : entry,
    );
    const files = new Map(this.duplicates.flatMap(({ made }) => [...made.files]));
    const kept = await this.gallery.add(entries, files);
    this.failure = kept.ok ? null : kept.error;
    if (!kept.ok) return null;
    this.duplicates = [];
    return entries;
  }

  /** Ends what is under way; what is kept already stays. */
  stop(): void {
    this.#abort?.abort();
  }

  /** Forgets what is on offer. */
  close(): void {
    this.stop();
    this.orders = [];
    this.duplicates = [];
    this.failure = null;
  }
}
