import type { CodedColour } from '../../colour/cicp';
import type { ByteView } from '../byte-reader';

/** What an AV1 picture's coder says of its numbers. */
export interface Av1Colour {
  /** Null when it says nothing. */
  readonly colour: CodedColour | null;
  readonly isGrey: boolean;
  /** Numbers run from 16 to 235 in 8 bits, as in television, instead of from 0 to 255. */
  readonly isLimited: boolean;
}

/** Bits from the most significant one on, as AV1 has them; zeros after the end. */
class Bits {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  take(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1, this.at += 1) {
      const byte = this.bytes[this.at >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.at & 7))) & 1);
    }
    return value;
  }

  flag(): boolean {
    return this.take(1) === 1;
  }
}

const sequenceHeader = 1;
const maxUnits = 8;

/**
 * Returns what the sequence header among these units says (AV1 bitstream, 5.5); null when there is
 * none.
 */
export function av1Colour(units: ByteView): Av1Colour | null {
  let at = 0;
  for (let unit = 0; unit < maxUnits && at + 2 <= units.length; unit += 1) {
    const head = units.u8(at);
    at += (head & 4) === 0 ? 1 : 2;
    let length = units.length - at;
    if ((head & 2) !== 0) {
      length = 0;
      for (let byte = 0; byte < 4 && at < units.length; byte += 1) {
        const part = units.u8(at);
        length += (part & 0x7f) * 128 ** byte;
        at += 1;
        if ((part & 0x80) === 0) break;
      }
    }
    if (((head >> 3) & 15) === sequenceHeader)
      return header(new Bits(units.part(at, length).bytes));
    at += length;
  }
  return null;
}

function header(bits: Bits): Av1Colour {
  const profile = bits.take(3);
  bits.take(1); // still_picture
  const reduced = bits.flag();
  if (reduced) bits.take(5);
  else operatingPoints(bits);
  const [across, down] = [bits.take(4) + 1, bits.take(4) + 1];
  bits.take(across);
  bits.take(down);
  if (!reduced && bits.flag()) bits.take(7); // frame ids
  bits.take(3);
  if (!reduced) tools(bits);
  bits.take(3);
  return colourConfig(bits, profile);
}

function operatingPoints(bits: Bits): void {
  let delayBits = 0;
  if (bits.flag()) {
    bits.take(64);
    if (bits.flag()) skipVariable(bits);
    if (bits.flag()) {
      delayBits = bits.take(5) + 1;
      bits.take(42);
    }
  }
  const hasDelay = bits.flag();
  for (let left = bits.take(5) + 1; left > 0; left -= 1) {
    bits.take(12);
    if (bits.take(5) > 7) bits.take(1);
    if (delayBits > 0 && bits.flag()) bits.take(2 * delayBits + 1);
    if (hasDelay && bits.flag()) bits.take(4);
  }
}

/** A number whose length stands before it in zeros (4.10.3). */
function skipVariable(bits: Bits): void {
  let zeros = 0;
  while (zeros < 32 && !bits.flag()) zeros += 1;
  bits.take(zeros);
}

function tools(bits: Bits): void {
  bits.take(4);
  const hasOrder = bits.flag();
  if (hasOrder) bits.take(2);
  const screenContent = bits.flag() ? 2 : bits.take(1);
  if (screenContent > 0 && !bits.flag()) bits.take(1);
  if (hasOrder) bits.take(3);
}

function colourConfig(bits: Bits, profile: number): Av1Colour {
  const deep = bits.flag();
  if (profile === 2 && deep) bits.take(1);
  const isGrey = profile !== 1 && bits.flag();
  const described = bits.flag();
  const primaries = described ? bits.take(8) : 2;
  const transfer = described ? bits.take(8) : 2;
  const matrix = described ? bits.take(8) : 2;
  const isPlainRgb = !isGrey && primaries === 1 && transfer === 13 && matrix === 0;
  const isLimited = !isPlainRgb && !bits.flag();
  return { colour: described ? { primaries, transfer } : null, isGrey, isLimited };
}
