import type { ByteView } from './byte-reader';

/** One of the four ways a JPEG XL "U32" states a number: `offset` plus `bits` more bits. */
export type U32Choice = readonly [offset: number, bits: number];

/** Reads numbers bit by bit, least significant first, as JPEG XL does (ISO/IEC 18181-1, B.2). */
export class BitReader {
  readonly #view: ByteView;
  #at: number;

  /** `view` holds the bytes; reading starts at byte `offset`. Past the end is a HeaderFault. */
  constructor(view: ByteView, offset: number) {
    this.#view = view;
    this.#at = offset * 8;
  }

  /** Returns the next `count` bits (0 to 32) as a number. */
  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      const byte = this.#view.u8(Math.floor(this.#at / 8));
      value += ((byte >> (this.#at % 8)) & 1) * 2 ** index;
      this.#at += 1;
    }
    return value;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  /** Returns a number whose range is picked by two bits among four choices. */
  u32(choices: readonly [U32Choice, U32Choice, U32Choice, U32Choice]): number {
    const selector = this.bits(2);
    const [offset, bits] = choices[selector] ?? choices[0];
    return offset + this.bits(bits);
  }

  /** Returns an enumerated value (B.2.5). */
  enumerated(): number {
    return this.u32([
      [0, 0],
      [1, 0],
      [2, 4],
      [18, 6],
    ]);
  }
}
