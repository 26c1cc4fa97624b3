import type Vips from 'wasm-vips';
import type { CompiledStep } from '../../src/core/pipeline/compile';
import type { Shape } from './shape';

/** What a step left of its picture, as fractions of it, and how large that is in full. */
export interface Cut {
  readonly full: Shape;
  /** The shape of the picture that was cut, at full size. */
  readonly of: Shape;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** More are forgotten, all at once: those of steps that are long gone. */
const most = 200;

/**
 * Remembers where steps cut that look at the whole picture for it, so that while a hand moves a step
 * before them the picture does not tremble with every small decision.
 */
export class Cuts {
  private readonly known = new Map<string, Cut>();

  /**
   * Notes what a step made of a picture, if it is one that decides where it cuts.
   * @param full the shape that it comes to at full size
   */
  note(
    path: string,
    step: CompiledStep,
    [before, after]: readonly [Vips.Image, Vips.Image],
    [of, full]: readonly [Shape, Shape],
  ): void {
    if (!step.reshapes || !step.looksAtWhole) return;
    if (this.known.size >= most) this.known.clear();
    // libvips says how far the origin lies from the corner, as long as anything was cut at all.
    const isCut = after.width !== before.width || after.height !== before.height;
    this.known.set(path + step.key, {
      full,
      of,
      left: isCut ? -after.xoffset / before.width : 0,
      top: isCut ? -after.yoffset / before.height : 0,
      width: after.width / before.width,
      height: after.height / before.height,
    });
  }

  /** Returns where a step cut that came after the same steps, whatever those did then. */
  get(path: string, step: CompiledStep): Cut | undefined {
    return this.known.get(path + step.key);
  }
}

/** Returns what names a place in a pipeline: the steps that do something before it. */
export const pathTo = (before: readonly CompiledStep[]): string =>
  before.map(({ id }) => `${id}\n`).join('');

/** Returns the part of a picture that was left of a larger or smaller one; the caller deletes it. */
export function cutAlike(image: Vips.Image, { left, top, width, height }: Cut): Vips.Image {
  const part = (from: number, share: number, side: number): [number, number] => {
    const start = Math.min(side - 1, Math.round(from * side));
    return [start, Math.max(1, Math.min(side - start, Math.round(share * side)))];
  };
  const [x, w] = part(left, width, image.width);
  const [y, h] = part(top, height, image.height);
  return image.extractArea(x, y, w, h);
}

/** Returns what is left at full size: the very shape where the picture before is as it was. */
export const cutOf = (before: Shape, { full, of, width, height }: Cut): Shape =>
  before.width === of.width && before.height === of.height
    ? full
    : {
        ...full,
        width: Math.max(1, Math.round(before.width * width)),
        height: Math.max(1, Math.round(before.height * height)),
      };
