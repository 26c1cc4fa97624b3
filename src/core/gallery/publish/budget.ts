/** How large the pictures of a site are: longer sides in pixels, and the encoder's quality. */
export interface SiteSizes {
  readonly picture: number;
  /** Null for none. */
  readonly middle: number | null;
  readonly small: number;
  readonly before: number;
  readonly quality: number;
  /** Whether a file of the gallery that is small enough goes out as it is, whatever its quality. */
  readonly asKept: boolean;
}

/** Returns the sizes of a site whose pictures lie beside its page. */
export const sizesBeside = (picture: number, middle: number): SiteSizes => ({
  picture,
  middle,
  small: 480,
  before: Math.min(picture, 1_280),
  quality: 82,
  asKept: true,
});

/** Megabytes that one page may have; more than the largest is not read back. */
export const pageBudgets = [5, 10, 15] as const;

/** From the largest to the smallest: each has about two thirds of the bytes of the one before. */
const rungs: readonly Omit<SiteSizes, 'middle' | 'asKept'>[] = [
  { picture: 2_048, small: 480, before: 1_280, quality: 82 },
  { picture: 1_600, small: 480, before: 1_024, quality: 80 },
  { picture: 1_280, small: 400, before: 800, quality: 78 },
  { picture: 1_024, small: 360, before: 640, quality: 75 },
  { picture: 800, small: 320, before: 560, quality: 70 },
  { picture: 640, small: 280, before: 480, quality: 64 },
  { picture: 512, small: 240, before: 400, quality: 55 },
  { picture: 400, small: 200, before: 320, quality: 45 },
];

/** Returns the sizes to try for one page, the largest first, none larger than is wanted. */
export const sizesInside = (most: number): readonly SiteSizes[] => {
  const fitting = rungs.filter(({ picture }) => picture <= most);
  const [first] = fitting;
  const [largest] = rungs;
  const wanted =
    largest && first?.picture !== most
      ? [{ ...(rungs.findLast(({ picture }) => picture > most) ?? largest), picture: most }]
      : [];
  // What does not fit as it was kept has to be packed more tightly.
  return [...wanted, ...fitting].map((rung, index) => ({
    ...rung,
    middle: null,
    asKept: index === 0,
  }));
};

/** Bytes that a file takes inside of a page, as base64 in an address. */
export const bytesInside = (bytes: number): number => 4 * Math.ceil(bytes / 3) + 40;
