import type { BoundImage } from './questions';

/** A picture that is another one looked up in a table. */
export interface LookedUp<Image> {
  readonly of: Image;
  readonly table: Image;
}

/** Colour and alpha that were joined to one picture. */
export interface Joined<Image> {
  readonly colour: Image;
  readonly alpha: Image;
}

/** Operations whose pixels cost no more than to keep them, or which make none. */
const cheap: ReadonlySet<string> = new Set([
  'copy',
  'cast',
  'extractBand',
  'extractArea',
  'bandjoin',
  'addalpha',
  'black',
]);

/** Whether a call merely names what the bands of a picture stand for. */
export const isNaming = (name: string, options: object): boolean =>
  name === 'copy' && Object.keys(options).every((key) => key === 'interpretation');

/** How pictures of an execution came to be, as far as that saves work later. */
export class Makings<Image extends BoundImage> {
  private readonly lookedUp = new Map<Image, LookedUp<Image>>();
  private readonly joined = new Map<Image, Joined<Image>>();
  private readonly dear = new Set<unknown>();
  private readonly shared = new Set<Image>();

  /** Notes what a call made, and of what: of pictures, and of numbers and the like, which do not count. */
  note(made: Image, name: string, from: readonly unknown[]): void {
    if (!cheap.has(name) || from.some((one) => this.dear.has(one))) this.dear.add(made);
  }

  noteLookUp(made: Image, how: LookedUp<Image>): void {
    this.lookedUp.set(made, how);
  }

  noteJoined(made: Image, how: Joined<Image>): void {
    this.joined.set(made, how);
  }

  /** Notes that several things read the picture. */
  noteShared(image: Image): void {
    this.shared.add(image);
  }

  /** Whether reading the picture again costs more than to keep it. */
  isDear(image: Image): boolean {
    return this.dear.has(image);
  }

  /** Returns how the picture was looked up, unless others read it, too, so that it is needed anyway. */
  lookUpOf(image: Image): LookedUp<Image> | null {
    return this.shared.has(image) ? null : (this.lookedUp.get(image) ?? null);
  }

  joinedOf(image: Image): Joined<Image> | null {
    return this.joined.get(image) ?? null;
  }
}

/** Whether a picture's bands are what was joined to it: joining makes sizes and formats alike. */
export const isWhatWasJoined = (
  image: BoundImage,
  { colour, alpha }: Joined<BoundImage>,
): boolean =>
  colour.interpretation === image.interpretation &&
  [colour, alpha].every(
    ({ format, width, height }) =>
      format === image.format && width === image.width && height === image.height,
  );

/** Returns whether a picture is larger than a table. */
export const isLarge = (image: BoundImage): boolean => pixelsOf(image) > tablePixels;

/** Bands that come out of a picture's look-up in a table; null where libvips refuses. */
const bandsAfter = (bands: number, table: number): number | null =>
  table === 1 || table === bands ? bands : bands === 1 ? table : null;

/** Tables are up to this many pixels, and computed again sooner than shared. */
const tablePixels = 65_536;

const pixelsOf = ({ width, height }: BoundImage): number => width * height;

/**
 * Returns whether `maplut(maplut(x, first), second)` may be `maplut(x, maplut(first, second))`, and is
 * worth it: every byte is the same where the first gives whole numbers from 0 on, which is what
 * the second counts its entries by.
 */
export function mayCompose(
  { of, table: first }: LookedUp<BoundImage>,
  second: BoundImage,
): boolean {
  if (first.format !== 'uchar' && first.format !== 'ushort') return false;
  const between = bandsAfter(of.bands, first.bands);
  const composed = bandsAfter(first.bands, second.bands);
  if (between === null || composed === null) return false;
  const apart = bandsAfter(between, second.bands);
  return (
    apart !== null && apart === bandsAfter(of.bands, composed) && pixelsOf(of) > pixelsOf(first)
  );
}
