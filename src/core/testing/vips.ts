import Vips from 'wasm-vips';
import type { Kept } from '../graph/constants';
import { Execution } from '../graph/execute';
import type { Block } from '../graph/node';
import { record } from '../graph/picture';
import { testResources } from './resources';
import type { Operation, Values } from '../operations/define';

// Help for tests only: what runs in the product never loads libvips from here.

export type Library = typeof Vips;

/**
 * Returns libvips as it runs in Node, without the modules for further formats, and with one thread: most
 * pictures of tests are no larger than a tile, and more threads only wait for it. Browser tests run it as
 * the product does.
 */
export async function startVips(): Promise<Library> {
  const vips = await Vips({ dynamicLibraries: [] });
  vips.Cache.max(0);
  vips.concurrency(1);
  return vips;
}

/**
 * Calls `hear` after every call of a method of this libvips's pictures, with what it made and of what.
 * For a libvips that is the test's own.
 */
export function hearCalls(
  vips: Library,
  name: 'maplut' | 'copyMemory',
  hear: (made: Vips.Image, of: Vips.Image) => void,
): void {
  const { prototype } = vips.Image;
  const original: unknown = Reflect.get(prototype, name);
  if (typeof original !== 'function') throw new TypeError(`pictures have no ${name}`);
  const heard = function (this: Vips.Image, ...values: unknown[]): Vips.Image {
    // By its declaration; both make a picture.
    const made = Reflect.apply(original, this, values) as Vips.Image;
    hear(made, this);
    return made;
  };
  // The binding's functions carry tables, which their calls need.
  Reflect.set(prototype, name, Object.assign(heard, original));
}

export interface Pixels {
  readonly data: Uint8Array | Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly format: string;
  readonly interpretation: string;
}

/** Returns the pixels of a picture and deletes its handle. */
export function read(vips: Library, image: Vips.Image): Pixels {
  try {
    const { width, height, bands, format, interpretation } = image;
    const data = image.writeToMemory();
    if (!(data instanceof Uint8Array || data instanceof Uint16Array)) {
      throw new TypeError(`pixels of 8 or 16 bits were expected, not ${format}`);
    }
    return { data, width, height, bands, format, interpretation };
  } finally {
    image.delete();
    vips.Cache.max(0);
  }
}

/** Returns a picture of these pixels. */
export function imageOf(vips: Library, pixels: Omit<Pixels, 'format'>): Vips.Image {
  const { data, width, height, bands, interpretation } = pixels;
  const format = data instanceof Uint16Array ? vips.BandFormat.ushort : vips.BandFormat.uchar;
  const bare = vips.Image.newFromMemory(data, width, height, bands, format);
  const image = bare.copy({ interpretation });
  bare.delete();
  return image;
}

/** Keeps tables and the like for other executions, as the worker does, until it is disposed. */
export class KeptForTest implements Kept<Vips.Image> {
  private readonly images = new Map<string, Vips.Image>();

  get(name: string): Vips.Image | null {
    return this.images.get(name)?.copy() ?? null;
  }

  set(name: string, image: Vips.Image): void {
    this.images.get(name)?.delete();
    this.images.set(name, image);
  }

  dispose(): void {
    for (const image of this.images.values()) image.delete();
    this.images.clear();
  }
}

/** Returns what a recorded block makes of a picture, whose handle is deleted. */
export function runBlock(
  vips: Library,
  block: Block,
  image: Vips.Image,
  kept: KeptForTest | null = null,
): Pixels {
  const execution = new Execution<Vips.Image>(vips, testResources, kept);
  try {
    const result = execution.run(block, image);
    return read(vips, result.copy());
  } finally {
    execution.dispose();
    image.delete();
  }
}

/** Returns what an operation makes of a picture, whose handle is deleted. */
export const runOperation = (
  vips: Library,
  operation: Operation,
  values: Values,
  image: Vips.Image,
  kept: KeptForTest | null = null,
): Pixels =>
  runBlock(
    vips,
    record((picture) => operation.build(picture, values)),
    image,
    kept,
  );

/** Returns a function that gives the same numbers from 0 to 1 for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32 by Tommy Ettinger (public domain).
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
