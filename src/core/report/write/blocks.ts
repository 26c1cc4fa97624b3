import type { Histogram } from '../../picture/histogram';
import type { PaletteColour } from '../../picture/palette';
import type { ReportPicture } from '../../engine/report-pictures';

/**
 * What a report says, whatever form it is written in. All texts are as people typed them: whoever
 * writes a form escapes them.
 */
export type Block =
  | TextBlock
  | PairsBlock
  | TableBlock
  | ListBlock
  | PicturesBlock
  | CompareBlock
  | HistogramsBlock
  | SwatchesBlock
  | BarsBlock
  | LineBlock
  | LinkBlock
  | SectionBlock
  | StepBlock;

export interface TextBlock {
  readonly kind: 'text';
  readonly text: string;
  /** 'note': what a person wrote; 'quiet': small print. */
  readonly tone?: 'lead' | 'note' | 'quiet';
}

/** Labels and what they stand for. */
export interface PairsBlock {
  readonly kind: 'pairs';
  readonly rows: readonly {
    readonly label: string;
    readonly text: string;
    /** `#rrggbb`, drawn beside the text. */
    readonly colour?: string | null;
    /** Whether it is a hash or the like, set in letters of one width. */
    readonly code?: boolean;
  }[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of words, from 0; the others hold numbers. */
  readonly words: readonly number[];
}

export interface ListBlock {
  readonly kind: 'list';
  readonly items: readonly string[];
  readonly title?: string;
}

/** A picture with words for those who do not see it, and a caption. */
export interface Shown {
  readonly picture: ReportPicture;
  readonly alt: string;
  readonly caption: string;
}

export interface PicturesBlock {
  readonly kind: 'pictures';
  readonly pictures: readonly Shown[];
  /** 'pixels': each pixel of the picture is one of the screen. */
  readonly scale: 'fit' | 'pixels';
}

/** Two pictures of one size, one over the other. */
export interface CompareBlock {
  readonly kind: 'compare';
  readonly before: Shown;
  readonly after: Shown;
}

export interface HistogramsBlock {
  readonly kind: 'histograms';
  readonly histograms: readonly { readonly caption: string; readonly histogram: Histogram }[];
}

export interface SwatchesBlock {
  readonly kind: 'swatches';
  readonly groups: readonly {
    readonly label: string;
    readonly colours: readonly PaletteColour[];
  }[];
}

/** A bar chart; the same numbers stand in a table nearby. */
export interface BarsBlock {
  readonly kind: 'bars';
  readonly title: string;
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    readonly text: string;
    /** The ends of the spread; absent for a single number. */
    readonly from?: number;
    readonly to?: number;
  }[];
}

/** A line over steps; the same numbers stand in a table nearby. */
export interface LineBlock {
  readonly kind: 'line';
  readonly title: string;
  readonly points: readonly {
    readonly label: string;
    readonly value: number;
    readonly text: string;
  }[];
}

/** A link and its QR code. */
export interface LinkBlock {
  readonly kind: 'link';
  readonly address: string;
  readonly words: string;
}

export interface SectionBlock {
  readonly kind: 'section';
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface StepBlock {
  readonly kind: 'step';
  readonly number: number;
  readonly title: string;
  /** Such as "off"; empty for a step that was done. */
  readonly state: string;
  readonly blocks: readonly Block[];
}

/** A whole report. */
export interface Report {
  readonly kindLabel: string;
  readonly title: string;
  /** One line under the title. */
  readonly subtitle: string;
  readonly blocks: readonly Block[];
  /** The small print at the end. */
  readonly footer: string;
  /** The pipeline as JSON text, which a report carries. */
  readonly document: string;
}
