import { isStoredForHdr } from '../../src/core/colour/stored-colour';
import type { SourceNotice } from '../../src/core/engine/contract';
import { isAnimation, type ImageHeader } from '../../src/core/source/image-header';
import type { Encoded } from './decode';

/** What is known about an opened picture besides its header. */
export interface Opened {
  readonly width: number;
  readonly height: number;
  readonly damaged: boolean;
  /** What became of a drawing's letters; null where it has none. */
  readonly letters?: 'drawn' | 'missing' | null;
  /** Whether colours were converted to sRGB: from a profile of the picture's own, or from CMYK. */
  readonly converted: 'profile' | 'cmyk' | null;
}

const lettersMissing: SourceNotice = {
  kind: 'letters',
  text: 'Its text is missing, because this browser could not draw it.',
};

/** Returns what became of a drawing's letters; null for files that have none. */
export function lettersOf({ origin, lacksLetters }: Encoded): 'drawn' | 'missing' | null {
  if (lacksLetters === true) return 'missing';
  return origin === 'svg' ? 'drawn' : null;
}

const hdr: SourceNotice = { kind: 'colour', text: 'HDR picture, shown in SDR.' };

/** Returns what is to be told of a file of several frames or pages; nothing of others. */
export function framesNotice(header: ImageHeader): readonly SourceNotice[] {
  const isUnknown = header.animated && !header.framesCounted;
  if (header.frames <= 1 && !isUnknown && header.stillBeside !== true) return [];
  const min = header.frames > 1 ? `more than ${header.frames}` : 'several';
  const count = header.framesCounted ? `${header.frames}` : min;
  const moving = count === '1' ? 'frame' : 'frames';
  const what = header.animated ? moving : 'pages';
  // All frames of what moves may go into an export; of others only the first.
  const end = isAnimation(header) ? 'shown' : 'used';
  const which = header.stillBeside === true ? 'the still picture beside' : 'the first';
  return [{ kind: 'frames', text: `This file has ${count} ${what}; ${which} is ${end}.` }];
}

/** Returns what is worth telling of a file in a run of many, of which only the first frame was used. */
export const notesOf = ({ header, lacksLetters }: Encoded): readonly string[] => [
  ...(lacksLetters === true ? [lettersMissing.text] : []),
  ...framesNotice(header).map(({ text }) => text.replace(/shown\.$/u, 'used.')),
  ...(header.colour !== undefined && isStoredForHdr(header.colour) ? [hdr.text] : []),
];

/** Returns what is worth telling about an opened picture, most important first. */
export function noticesFor(header: ImageHeader, opened: Opened): SourceNotice[] {
  const notices: SourceNotice[] = [];
  if (opened.damaged) {
    notices.push({
      kind: 'damaged',
      text: 'This picture is damaged or cut off; what could be read is shown.',
    });
  }
  notices.push(...framesNotice(header));
  if (header.hasGainMap) {
    notices.push({
      kind: 'gain-map',
      text: 'This photo has a gain map for bright screens, which is left out.',
    });
  }
  const isHdr = header.colour !== undefined && isStoredForHdr(header.colour);
  if (isHdr) notices.push(hdr);
  if (opened.converted === 'cmyk') {
    notices.push({ kind: 'colour', text: 'Colours were converted from CMYK to sRGB.' });
  }
  if (opened.converted === 'profile' && !isHdr) {
    const own = header.colour === undefined ? 'profile' : 'colour space';
    notices.push({
      kind: 'colour',
      text: `Colours were converted from the picture’s own ${own} to sRGB.`,
    });
  }
  if (header.format === 'svg') {
    notices.push({
      kind: 'vector',
      text: `This drawing was turned into ${opened.width} × ${opened.height} pixels.`,
    });
    if (opened.letters === 'missing') notices.push(lettersMissing);
    if (opened.letters === 'drawn') {
      notices.push({
        kind: 'letters',
        text: 'Its text was drawn by this browser; other browsers and programs may draw it otherwise.',
      });
    }
  }
  return notices;
}
