import type { Area, Size } from '../base/geometry';

/** What a page is: as large as its picture, or a sheet of paper, turned as its picture is. */
export type PaperKind = 'picture' | 'a4' | 'letter';

/** Sides of paper that stands, in points: 72 to an inch. */
const papers = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
} as const;

/** Around a picture on paper, in points. */
const margin = 28;

/** Points of a pixel where a page is as large as its picture: 300 pixels to an inch. */
const pointsPerPixel = 72 / 300;

/** The least and the most that a side of a page may be, in points; other readers refuse the rest. */
const [least, most] = [3, 14_400];

/** A page, and where its picture lies on it, from the lower left. In points. */
export interface PdfPage extends Size {
  readonly picture: Area;
}

const inMiddle = (shown: Size, page: Size): PdfPage => ({
  ...page,
  picture: {
    left: (page.width - shown.width) / 2,
    top: (page.height - shown.height) / 2,
    ...shown,
  },
});

/** Returns the page of a picture, which lies in the middle of it. */
export function pageOf(picture: Size, kind: PaperKind): PdfPage {
  const { width, height } = picture;
  if (kind === 'picture') {
    const longest = Math.max(width, height);
    const scale = Math.min(pointsPerPixel, most / longest);
    const shown = { width: width * scale, height: height * scale };
    return inMiddle(shown, {
      width: Math.max(least, shown.width),
      height: Math.max(least, shown.height),
    });
  }
  const stands = papers[kind];
  const paper = width > height ? { width: stands.height, height: stands.width } : stands;
  const scale = Math.min((paper.width - 2 * margin) / width, (paper.height - 2 * margin) / height);
  return inMiddle({ width: width * scale, height: height * scale }, paper);
}
