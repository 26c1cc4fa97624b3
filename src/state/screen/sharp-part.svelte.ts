import { type Area, isSameArea, type Size } from '../../core/base/geometry';
import { type AppError, isCancelled } from '../../core/base/errors';
import type { RegionAnswer } from '../../core/engine/contract';
import type { Result } from '../../core/base/result';
import { Tiles, tilesOver } from './tiles';

/** A picture at full size, of which parts can be had. */
export interface SharpPicture {
  /** The same name, the same pixels. */
  readonly name: string;
  /** Its own size: a picture before that a person chose may be smaller than the result. */
  readonly size: Size;
  /** Asks for real pixels of a part. */
  readonly ask: (area: Area) => Promise<Result<RegionAnswer>>;
}

/** What is seen of the result, and of the picture before. */
type Side = 'regions' | 'baselines';

const isSame = (one: Area | null, other: Area | null): boolean =>
  one === other || (one !== null && other !== null && isSameArea(one, other));

/**
 * The visible part in real pixels, tile by tile, of the result and of the picture before. What was
 * computed stays for as long as there is room: moving back, or undoing a change, costs nothing.
 */
export class SharpPart {
  regions = $state.raw<readonly RegionAnswer[]>([]);
  baselines = $state.raw<readonly RegionAnswer[]>([]);
  /**
   * Why the visible part is not shown in full detail; null while it is, or need not be. It is tried
   * again as soon as the view or the picture changes.
   */
  failure = $state.raw<AppError | null>(null);
  readonly #tiles = new Tiles();
  readonly #names: Record<Side, string> = { regions: '', baselines: '' };
  #wanted: Area | null = null;
  #running: (() => boolean) | null = null;
  /** Counts sources: what is of another one is not kept. */
  #round = 0;

  /** Whether tiles are being fetched, and those that are wanted by then will be, too. */
  get busy(): boolean {
    return this.#running !== null && !this.#running();
  }

  /** Says which part is visible; null when it needs no real pixels. */
  want(area: Area | null): void {
    const begins = (area === null) !== (this.#wanted === null);
    this.#wanted = area;
    if (area === null) this.failure = null;
    if (begins) this.#show();
  }

  /** Shows what there is of another result, and of another picture before. */
  turnTo(result: string, before: string): void {
    this.failure = null;
    this.#name(result, before);
  }

  /** Lets go of all pixels, which are of another source. */
  clear(): void {
    this.#round += 1;
    this.#wanted = null;
    this.turnTo('', '');
    this.#tiles.clear();
  }

  /**
   * Fetches the tiles that are visible, first those of the result, until none is missing.
   * @param isLate whether the picture is another one by now
   */
  async fetch(isLate: () => boolean, result: SharpPicture, before: SharpPicture): Promise<void> {
    this.#running = isLate;
    this.#name(result.name, before.name);
    const round = this.#round;
    const pictures = before.name === result.name ? [result] : [result, before];
    /** Why a picture's tiles are not asked for where the view is; null: it was stopped. */
    const ended = new Map<SharpPicture, AppError | null>();
    let seen = this.#wanted;
    try {
      while (!isLate()) {
        if (!isSame(seen, this.#wanted)) ended.clear();
        seen = this.#wanted;
        const next = this.#next(pictures.filter((one) => !ended.has(one)));
        if (next?.of !== result) this.failure = ended.get(result) ?? ended.get(before) ?? null;
        if (!next) return;
        const answer = await next.of.ask(next.tile);
        if (round !== this.#round) {
          if (answer.ok) answer.value.bitmap.close();
          return;
        }
        if (answer.ok) {
          // Twice as many: the result is not to make the picture before go, nor the other way round.
          this.#tiles.keep(next.of.name, next.tile, answer.value, 2 * next.seen);
          this.#show();
        } else ended.set(next.of, isCancelled(answer.error) ? null : answer.error);
      }
    } finally {
      if (this.#running === isLate) this.#running = null;
    }
  }

  /** Returns the tile to fetch next, and how many of its picture are seen. It asks anew: views move. */
  #next(
    pictures: readonly SharpPicture[],
  ): { readonly of: SharpPicture; readonly tile: Area; readonly seen: number } | undefined {
    for (const of of pictures) {
      const tiles = this.#wanted ? tilesOver(this.#wanted, of.size) : [];
      const tile = this.#tiles.missing(of.name, tiles);
      if (tile) return { of, tile, seen: tiles.length };
    }
    return undefined;
  }

  #name(result: string, before: string): void {
    if (this.#names.regions === result && this.#names.baselines === before) return;
    this.#names.regions = result;
    this.#names.baselines = before;
    this.#show();
  }

  #show(): void {
    const of = (side: Side): readonly RegionAnswer[] =>
      this.#wanted === null ? [] : this.#tiles.of(this.#names[side]);
    this.regions = of('regions');
    this.baselines = of('baselines');
  }
}
