import { readRecord } from '../../core/base/read-record';

/** How before and after are compared. */
export const viewModes = ['split', 'side-by-side', 'result', 'difference'] as const;
export type ViewMode = (typeof viewModes)[number];

/** The tabs of the Export & Share panel. */
const viewTabs = ['images', 'pipeline', 'report', 'share'] as const;

/** Where the histogram may stand, clockwise. */
export const corners = ['bottom-right', 'bottom-left', 'top-left', 'top-right'] as const;
export type Corner = (typeof corners)[number];

/** Zoom: 'fit', or device pixels per pixel of the full-size result (1 is 100 %). */
export type Zoom = 'fit' | number;

export const zoomRange = { min: 0.02, max: 16 } as const;

/** The zooms that one press of "zoom in" or "zoom out" goes to. */
const zoomStops = [
  0.02, 0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 6, 8, 12, 16,
] as const;

/** What the viewer shows now; written by it alone. */
export interface Seen {
  /** Device pixels per pixel of the full-size result, also when the zoom is 'fit'. */
  readonly zoom: number;
  /** The point of the picture that is really at the centre, as fractions. */
  readonly x: number;
  readonly y: number;
  /** The visible share of the picture's width and height, 0 to 1. */
  readonly width: number;
  readonly height: number;
}

/** How the picture is looked at. Nothing here changes the work, so undo leaves it alone. */
export class View {
  mode = $state<ViewMode>('split');
  /** Position of the divider, 0 (left) to 1. */
  split = $state(0.5);
  zoom = $state<Zoom>('fit');
  /** The point of the picture, as fractions of it, that is at the centre of the view. */
  centreX = $state(0.5);
  centreY = $state(0.5);
  /** While true, the original is shown instead of the result. */
  peeking = $state(false);
  /** How much differences are amplified. */
  amplification = $state(8);
  clipping = $state(false);
  histogram = $state(true);
  /** Where the histogram stands, unless something was just added there. */
  corner = $state<Corner>('bottom-right');
  seen = $state.raw<Seen>({ zoom: 1, x: 0.5, y: 0.5, width: 1, height: 1 });
  /** Which of the three columns a phone shows. */
  column = $state<'pipeline' | 'picture' | 'export'>('picture');
  /** The open tab of the Export & Share panel. */
  tab = $state<(typeof viewTabs)[number]>('images');

  /** Sets the zoom, kept within its range. */
  zoomTo(zoom: Zoom): void {
    this.zoom = zoom === 'fit' ? zoom : Math.min(zoomRange.max, Math.max(zoomRange.min, zoom));
    if (zoom === 'fit') this.centre(0.5, 0.5);
  }

  /** Goes to the next larger (1) or smaller (-1) zoom stop. */
  zoomStep(direction: 1 | -1): void {
    const { zoom } = this.seen;
    // Rounding must not make a stop that is shown now the next one.
    const next =
      direction === 1
        ? zoomStops.find((stop) => stop > zoom * 1.01)
        : zoomStops.findLast((stop) => stop < zoom * 0.99);
    if (next !== undefined) this.zoomTo(next);
  }

  /** Moves the view by shares of what is visible: 0.1 to the right shows more of the right side. */
  pan(x: number, y: number): void {
    const { seen } = this;
    this.centre(seen.x + x * seen.width, seen.y + y * seen.height);
  }

  /** Moves the divider, kept between 0 and 1. */
  splitAt(share: number): void {
    this.split = Math.min(1, Math.max(0, share));
  }

  /** Centres the view on a point of the picture, kept within it. */
  centre(x: number, y: number): void {
    this.centreX = Math.min(1, Math.max(0, x));
    this.centreY = Math.min(1, Math.max(0, y));
  }

  /** Returns what is worth remembering, as plain data. */
  save(): Pick<View, 'mode' | 'split' | 'tab' | 'corner'> {
    return { mode: this.mode, split: this.split, tab: this.tab, corner: this.corner };
  }

  /** Takes over what `save` returned, from storage: what does not fit is left alone. */
  restore(input: unknown): void {
    const record = readRecord(input);
    this.mode = record.oneOf('mode', viewModes) ?? this.mode;
    const split = record.number('split');
    if (split !== null && split >= 0 && split <= 1) this.split = split;
    this.tab = record.oneOf('tab', viewTabs) ?? this.tab;
    this.corner = record.oneOf('corner', corners) ?? this.corner;
  }
}
