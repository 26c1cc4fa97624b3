import type Vips from 'wasm-vips';
import type { Area, Size } from '../../src/core/base/geometry';
import { type Rgb, rgbOf } from '../../src/core/formats/finish';
import type { Execution } from '../../src/core/graph/execute';
import type { VipsBinding } from '../runtime/binding';

/** Pixels of three bands, rows from the top. */
export interface PaperPixels extends Size {
  readonly data: Uint8Array | Uint16Array;
}

/** A mask of one band: 255 where there is ink. */
export interface Inked extends Size {
  readonly data: Uint8Array;
}

const bands = 3;

/** A sheet in memory on which pixels and letters are put: pixels stay the numbers that they are. */
export class Paper {
  readonly data: Uint8Array | Uint16Array;
  /** What a number of 8 bits is multiplied with. */
  private readonly unit: number;

  /** @param isDeep whether it has 16 bits per band instead of 8 */
  constructor(
    private readonly size: Size,
    background: string,
    private readonly isDeep: boolean,
  ) {
    const count = size.width * size.height * bands;
    this.unit = isDeep ? 257 : 1;
    this.data = isDeep ? new Uint16Array(count) : new Uint8Array(count);
    const colour = rgbOf(background).map((value) => value * this.unit);
    this.data.set(colour);
    // Each round doubles what is painted.
    for (let done = bands; done < count; done *= 2) {
      this.data.copyWithin(done, 0, Math.min(done, count - done));
    }
  }

  /** Puts a part of a picture down; one of 8 bits in numbers of 16 on a deep sheet. */
  place(pixels: PaperPixels, part: Area, left: number, top: number): void {
    const wider = this.isDeep && pixels.data instanceof Uint8Array ? this.unit : 1;
    for (let row = 0; row < part.height; row += 1) {
      const from = ((part.top + row) * pixels.width + part.left) * bands;
      const to = ((top + row) * this.size.width + left) * bands;
      const numbers = pixels.data.subarray(from, from + part.width * bands);
      if (wider === 1) this.data.set(numbers, to);
      else for (const [at, value] of numbers.entries()) this.data[to + at] = value * wider;
    }
  }

  /** Writes with a colour where the mask has ink. What would lie beside the sheet is left out. */
  write(mask: Inked, ink: Rgb, left: number, top: number): void {
    const { width, height } = this.size;
    for (let row = 0; row < Math.min(mask.height, height - top); row += 1) {
      for (let column = 0; column < Math.min(mask.width, width - left); column += 1) {
        const share = (mask.data[row * mask.width + column] ?? 0) / 255;
        if (share === 0) continue;
        const at = ((top + row) * width + left + column) * bands;
        for (const [band, value] of ink.entries()) {
          const below = this.data[at + band] ?? 0;
          this.data[at + band] = Math.round(below + (value * this.unit - below) * share);
        }
      }
    }
  }

  /** Returns the sheet as a picture that the execution owns. */
  picture(vips: VipsBinding, execution: Execution<Vips.Image>): Vips.Image {
    const { width, height } = this.size;
    const { uchar, ushort } = vips.BandFormat;
    const format = this.isDeep ? ushort : uchar;
    const image = execution.own(vips.Image.newFromMemory(this.data, width, height, bands, format));
    return execution.own(image.copy({ interpretation: this.isDeep ? 'rgb16' : 'srgb' }));
  }
}
