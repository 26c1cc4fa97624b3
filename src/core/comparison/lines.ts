import type { Measure } from './cut-line';
import type { Caption, SheetLook } from './look';
import type { Cell, Rough, SheetPicture } from './rough';

/** A line of text on the sheet, in pixels of it. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly height: number;
  /** The most that it may be wide. */
  readonly room: number;
  readonly tone: 'strong' | 'soft';
}

/** A line whose place depends on how wide it turns out. */
export interface Loose extends Line {
  readonly aligned: 'start' | 'end';
}

export function placed({ aligned, ...line }: Loose, measure: Measure): Line {
  if (aligned === 'start') return line;
  const width = Math.min(line.room, Math.ceil(measure(line.text) * line.height));
  return { ...line, left: line.left + line.room - width, room: width };
}

export function titled({ title }: SheetLook, { heights, gap, width }: Rough): Loose[] {
  if (heights.title === 0) return [];
  const room = width - 2 * gap;
  // One line for both, since a note alone would stand far from what it is about.
  const text = [title.name, title.note].filter(Boolean).join(' · ');
  return [
    {
      text,
      left: gap,
      top: gap,
      height: heights.title,
      room: Math.max(1, room),
      tone: 'strong',
      aligned: 'start',
    },
  ];
}

function captionLines(
  { name, note }: Caption,
  { heights }: Rough,
  place: Omit<Cell, 'top'> & { readonly bottom: number; readonly aligned: Loose['aligned'] },
): Loose[] {
  const { left, room, bottom, aligned } = place;
  // Half of a picture of one pixel has no room for a letter.
  if (room < 1) return [];
  const top = bottom + heights.above;
  const shared = { left, room, aligned };
  return [
    { ...shared, text: name, top, height: heights.name, tone: 'strong' as const },
    { ...shared, text: note, top: top + heights.name, height: heights.note, tone: 'soft' as const },
  ].filter(({ text }) => text !== '');
}

export const below = (pictures: readonly SheetPicture[], rough: Rough): Loose[] =>
  pictures.flatMap(({ caption }, index) => {
    const { left = 0, top = 0, room = 1 } = rough.cells[index] ?? {};
    const bottom = top + (rough.sizes[index]?.height ?? 0);
    return captionLines(caption, rough, { left, room, bottom, aligned: 'start' });
  });

/** The captions of what is in sight, at either side. */
export function atSides(pictures: readonly SheetPicture[], rough: Rough, at: number): Loose[] {
  const { left = 0, top = 0, room = 1 } = rough.cells[0] ?? {};
  const bottom = top + (rough.sizes[0]?.height ?? 0);
  const half = at > 0 && at < 1 ? Math.floor((room - rough.heights.name) / 2) : room;
  return pictures.flatMap(({ caption }, index) => {
    const isShown = index === 0 ? at > 0 : at < 1;
    if (!isShown) return [];
    const place =
      index === 0
        ? { left, room: half, bottom, aligned: 'start' as const }
        : { left: left + room - half, room: half, bottom, aligned: 'end' as const };
    return captionLines(caption, rough, place);
  });
}
