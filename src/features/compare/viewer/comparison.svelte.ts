import { untrack } from 'svelte';
import type { Stores } from '../../../state/context';
import type { Area } from '../../../core/base/geometry';
import type { RenderRequest } from '../../../core/engine/contract';
import type { Pipeline } from '../../../core/pipeline/pipeline';
import { fileCaption, resultCaption } from '../strip/captions';
import { CropSession } from '../tools/crop-session';
import type { Painting } from './painting';
import {
  aligned,
  combinePictures,
  mapPicture,
  pictureOf,
  pictureOfFile,
  type Picture,
} from './pictures';
import { DerivedPixels } from './pixels';
import type { Size } from '../../../core/base/geometry';
import { SharpPart } from '../../../state/screen/sharp-part.svelte';
import { type Corner, corners } from '../../../state/screen/view.svelte';
import { seenOf, sharpArea, visiblePart, type Place } from './viewport';

const whole = (picture: Picture | null, pane: Size): readonly Painting[] =>
  picture ? [{ picture, clip: { left: 0, top: 0, ...pane } }] : [];

type Shown = Pick<Stores, 'workspace' | 'preview' | 'view' | 'preparedExport'>;

/** What stands before instead of the original: the picture after a step of now, or another pipeline. */
export interface Chosen {
  /** The step's id, or that of the other. */
  readonly key: string;
  readonly name: string;
  readonly pipeline: Pipeline | null;
}

/** The other corner of the same edge. */
const beside: Readonly<Record<Corner, Corner>> = {
  'bottom-right': 'bottom-left',
  'bottom-left': 'bottom-right',
  'top-left': 'top-right',
  'top-right': 'top-left',
};

/** What the viewer shows, as the stores have it: pictures, their names, and the open tool. */
export class Comparison {
  readonly #stores: Shown;
  readonly #pixels = new DerivedPixels();
  #wanted: Area | null = null;

  constructor(stores: Shown) {
    this.#stores = stores;
    stores.preview.sharp ??= new SharpPart();
  }

  /** What a person wants before instead of the original; null for that. */
  chosen = $state.raw<Chosen | null>(null);

  readonly #isThere = $derived.by(() => {
    const { chosen } = this;
    return (chosen?.pipeline ?? this.#stores.workspace.step(chosen?.key ?? '')) !== undefined;
  });

  /** What the preview has to draw for it; null once its step is gone. */
  readonly against = $derived.by(() => {
    const { chosen } = this;
    if (!chosen || !this.#isThere) return null;
    const { key, pipeline } = chosen;
    return (now: Pipeline): RenderRequest =>
      pipeline ? { pipeline, until: null } : { pipeline: now, until: key };
  });

  /** The file as it would be exported, while it is to be shown and shows what is edited. */
  readonly file = $derived.by(() => {
    const { preparedExport, workspace } = this.#stores;
    const isWhole = workspace.until === null && workspace.tool === null;
    return preparedExport.shown && preparedExport.current && isWhole
      ? (preparedExport.answer ?? null)
      : null;
  });

  readonly result = $derived.by((): Picture | null => {
    const { result, regions, draft } = this.#stores.preview;
    if (!result) return null;
    if (draft) return pictureOf(draft);
    const decoded = this.file?.inspection?.bitmap;
    return decoded ? pictureOfFile(result, decoded) : pictureOf(result, regions);
  });

  /**
   * The picture before, or null until it has the geometry of the result: it would lie wrongly. What a
   * person chose instead of the original may have another: it stands beside the result.
   */
  readonly original = $derived.by((): Picture | null => {
    const { baseline, baselineRegions, draft } = this.#stores.preview;
    if (!baseline || !this.result) return null;
    const picture = draft?.before
      ? pictureOf({ frame: draft.before })
      : pictureOf(baseline, baselineRegions);
    return this.against || aligned(picture, this.result) ? picture : null;
  });

  readonly #isAligned = $derived.by(
    () => this.original !== null && this.result !== null && aligned(this.original, this.result),
  );

  /** What the picture before is called. */
  readonly originalName = $derived.by(() =>
    this.against && this.chosen ? this.chosen.name : 'Original',
  );

  /** The open tool, once the picture on screen is the one that it works on. */
  readonly tool = $derived.by(() => {
    const { workspace, preview } = this.#stores;
    return workspace.tool && preview.request?.until === workspace.until ? workspace.tool : null;
  });

  readonly crop = $derived.by(() => {
    if (this.tool?.kind !== 'crop') return null;
    const { step } = this.tool;
    // The session remembers the values at this moment, so it must not follow them.
    return untrack(() => new CropSession(this.#stores.workspace, step));
  });

  readonly mode = $derived.by(() => {
    const { workspace, view } = this.#stores;
    if (workspace.tool || !this.original) return 'result';
    if (view.peeking) return 'original';
    return this.#isAligned || view.mode === 'result' ? view.mode : 'side-by-side';
  });

  /** Where the open step puts something; null where that is no corner. */
  readonly taken = $derived.by((): Corner | null => {
    const { workspace } = this.#stores;
    const open = workspace.selected === null ? undefined : workspace.step(workspace.selected);
    return corners.find((one) => open?.kind === 'known' && open.values['place'] === one) ?? null;
  });

  /** Where the histogram stands: beside its corner when that is taken. */
  readonly corner = $derived.by((): Corner => {
    const { corner } = this.#stores.view;
    return corner === this.taken ? beside[corner] : corner;
  });

  /** What the picture is called, or the right one of two. */
  readonly caption = $derived.by(() => {
    const { workspace, preview, view } = this.#stores;
    if (this.mode === 'original') return this.originalName;
    if (this.mode === 'difference') return `Difference × ${view.amplification}`;
    if (this.file?.inspection) return fileCaption(this.file);
    const { pipeline, until } = preview.request ?? { pipeline: workspace.pipeline, until: null };
    return resultCaption(pipeline, until);
  });

  readonly histogram = $derived.by(() => {
    const { preview } = this.#stores;
    return (this.mode === 'original' ? preview.baseline : preview.result)?.histogram ?? null;
  });

  /** The picture on the left, as it is drawn. */
  readonly left = $derived.by(() => this.#marked(this.original));

  /** The picture on the right, or the only one, as it is drawn. */
  readonly right = $derived.by((): Picture | null => {
    if (this.mode === 'original') return this.left;
    if (this.mode !== 'difference' || !this.result || !this.original) {
      return this.#marked(this.result);
    }
    const { amplification } = this.#stores.view;
    return combinePictures(this.result, this.original, (one, other) =>
      this.#pixels.difference(one, other, amplification),
    );
  });

  /** Has the preview draw what a person wants before; call it in an effect. */
  drawChosen(): void {
    const { against } = this;
    const { preview } = this.#stores;
    untrack(() => {
      if (preview.against === against) return;
      preview.against = against;
      preview.refresh();
    });
  }

  /** Says that nothing is shown any more. */
  leave(): void {
    const { preview } = this.#stores;
    preview.want(null);
    preview.against = null;
  }

  #marked(picture: Picture | null): Picture | null {
    return this.#stores.view.clipping && picture
      ? mapPicture(picture, (pixels) => this.#pixels.clipping(pixels))
      : picture;
  }

  /** Returns what to draw in the left one of two panes. */
  leftPaintings(pane: Size): readonly Painting[] {
    return whole(this.left, pane);
  }

  /** Returns what to draw in the right pane, or the only one, where both pictures may meet. */
  paintings(pane: Size, place: Place): readonly Painting[] {
    const { left, right } = this;
    if (this.mode !== 'split' || !left || !right) return whole(right, pane);
    const part = visiblePart(pane, place);
    const at = Math.round(part.left + this.#stores.view.split * part.width);
    return [
      { picture: left, clip: { left: 0, top: 0, width: at, height: pane.height } },
      { picture: right, clip: { left: at, top: 0, width: pane.width - at, height: pane.height } },
    ];
  }

  /** Says what is visible to those who must know: zoom buttons, keys and the renderer. */
  placed(pane: Size, place: Place): void {
    const { preview, view } = this.#stores;
    view.seen = seenOf(pane, place);
    if (!preview.result) return;
    const { frame, scale } = preview.result;
    const full = { width: frame.fullWidth, height: frame.fullHeight };
    const proxy = { width: frame.bitmap.width, scale };
    const area = sharpArea(pane, place, full, proxy);
    if (area === null && this.#wanted === null) return;
    this.#wanted = area;
    untrack(() => preview.want(area));
  }
}
