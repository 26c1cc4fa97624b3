import type { Area, Size } from '../../core/base/geometry';
import { LruCache } from '../../core/base/lru-cache';
import type { RegionAnswer } from '../../core/engine/contract';

/** Side of a part that is computed at once, in pixels at full size: some tens of milliseconds. */
export const tileSide = 512;

/** Returns the tiles of a picture that an area lies on, those nearest to the area's centre first. */
export function tilesOver({ left, top, width, height }: Area, picture: Size): readonly Area[] {
  const tiles: Area[] = [];
  const first = (from: number): number => Math.floor(from / tileSide) * tileSide;
  const [right, bottom] = [
    Math.min(left + width, picture.width),
    Math.min(top + height, picture.height),
  ];
  for (let y = first(top); y < bottom; y += tileSide) {
    for (let x = first(left); x < right; x += tileSide) {
      tiles.push({ left: x, top: y, width: tileSide, height: tileSide });
    }
  }
  const half = tileSide / 2;
  const far = (tile: Area): number =>
    Math.hypot(tile.left + half - left - width / 2, tile.top + half - top - height / 2);
  return tiles.sort((one, other) => far(one) - far(other));
}

/** Tiles that are not looked at are kept as long as all take less, in bytes. */
const keptBytes = 64 * 1024 * 1024;

const nameOf = (picture: string, { left, top }: Area): string => `${picture}\n${left} ${top}`;

/** Tiles of pictures, each named by what it shows. Those looked at longest ago go first. */
export class Tiles {
  readonly #kept = new LruCache<{
    readonly picture: string;
    readonly tile: RegionAnswer;
    delete(): void;
  }>(keptBytes);

  /** Returns the first tile that is not here; marks the others as looked at just now. */
  missing(picture: string, tiles: readonly Area[]): Area | undefined {
    // All of them are looked at, so that none goes while another is fetched.
    return tiles.filter((tile) => this.#kept.get(nameOf(picture, tile)) === undefined)[0];
  }

  /** Returns all tiles of a picture that are here. */
  of(picture: string): readonly RegionAnswer[] {
    return this.#kept.values().flatMap((one) => (one.picture === picture ? [one.tile] : []));
  }

  /**
   * Keeps a tile, and closes those looked at longest ago when there are too many.
   * @param needed how many of the newest stay whatever they take
   */
  keep(picture: string, place: Area, tile: RegionAnswer, needed: number): void {
    const kept = { picture, tile, delete: () => tile.bitmap.close() };
    this.#kept.set(nameOf(picture, place), kept, 4 * tile.width * tile.height, needed);
  }

  /** Closes every tile. */
  clear(): void {
    this.#kept.clear();
  }
}
