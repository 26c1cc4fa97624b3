import type { SheetLook } from '../../core/comparison/look';
import type { PaperKind } from '../../core/pdf/page';

/** What is made of the results of a run, to be looked at or printed. */
export interface SheetOptions {
  /** All on contact sheets, or one picture a page. */
  readonly kind: 'sheet' | 'pages';
  /** Of a contact sheet: a picture, or the pages of a PDF. */
  readonly format: 'jpeg' | 'png' | 'pdf';
  readonly paper: PaperKind;
  readonly columns: number;
  /** Of each page of a PDF. */
  readonly rows: number;
  /** A pattern of names; empty for none. */
  readonly caption: string;
  readonly gap: number;
  readonly background: string;
  /** Longer side of a contact sheet, in pixels. */
  readonly longEdge: number;
  readonly quality: number;
}

export const initialSheet: SheetOptions = {
  kind: 'sheet',
  format: 'jpeg',
  paper: 'a4',
  columns: 4,
  rows: 5,
  caption: '{name}',
  gap: 24,
  background: '#ffffff',
  longEdge: 2400,
  quality: 85,
};

/** What the parts of a sheet may be, beside those that `lookRange` says. */
export const sheetRange = { rows: { min: 1, max: 20 } } as const;

/** Returns whether options make a PDF. */
export const isPdf = ({ kind, format }: SheetOptions): boolean =>
  kind === 'pages' || format === 'pdf';

/** Returns how many pictures stand on each sheet. */
export const perSheet = ({ format, columns, rows }: SheetOptions): number =>
  format === 'pdf' ? columns * rows : Infinity;

/** Returns how a contact sheet looks. */
export const lookOf = ({ columns, gap, background, longEdge }: SheetOptions): SheetLook => ({
  arrangement: { kind: 'grid', columns },
  title: { name: '', note: '' },
  textSize: 6,
  gap,
  background,
  longEdge,
});
