import type { Area, Size } from '../../core/base/geometry';
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

const bytesOf = ({ width, height }: RegionAnswer): number => 4 * width * height;

/** Tiles of pictures, each named by what it shows. Those looked at longest ago go first. */
export class Tiles {
  /** By the name of the picture, a line end, and the place. */
  readonly #kept = new Map<string, RegionAnswer>();

  #nameOf(picture: string, { left, top }: Area): string {
    return `${picture}\n${left} ${top}`;
  }

  /** Returns the first tile that is not here; marks the others as looked at just now. */
  missing(picture: string, tiles: readonly Area[]): Area | undefined {
    let found: Area | undefined;
    for (const tile of tiles) {
      const name = this.#nameOf(picture, tile);
      const known = this.#kept.get(name);
      if (!known) found ??= tile;
      else {
        this.#kept.delete(name);
        this.#kept.set(name, known);
      }
    }
    return found;
  }

  /** Returns all tiles of a picture that are here. */
  of(picture: string): readonly RegionAnswer[] {
    const start = `${picture}\n`;
    return [...this.#kept].flatMap(([name, tile]) => (name.startsWith(start) ? [tile] : []));
  }

  /**
   * Keeps a tile, and closes those looked at longest ago when there are too many.
   * @param needed how many of the newest stay whatever they take
   */
  keep(picture: string, place: Area, tile: RegionAnswer, needed: number): void {
    const name = this.#nameOf(picture, place);
    this.#kept.get(name)?.bitmap.close();
    this.#kept.delete(name);
    this.#kept.set(name, tile);
    let held = [...this.#kept.values()].reduce((sum, one) => sum + bytesOf(one), 0);
    for (const [old, one] of this.#kept) {
      if (held <= keptBytes || this.#kept.size <= needed) break;
      this.#kept.delete(old);
      one.bitmap.close();
      held -= bytesOf(one);
    }
  }

  /** Closes every tile. */
  clear(): void {
    for (const { bitmap } of this.#kept.values()) bitmap.close();
    this.#kept.clear();
  }
}
