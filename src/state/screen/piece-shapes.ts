import type { Lettering } from '../../core/text/lettering';
import type { KnownStep } from '../../core/pipeline/pipeline';
import type { Assets } from '../device/assets.svelte';

/** A piece that a step lays on the picture: the side that its size says, and its width by its height. */
export interface PieceShape {
  readonly sized: 'height' | 'width';
  readonly ratio: number;
}

/** Tells the shape of texts and pictures that steps lay on the picture, as the engine draws them. */
export class PieceShapes {
  constructor(
    private readonly loadLettering: () => Promise<Pick<Lettering, 'widthOf'>>,
    private readonly assets: Pick<Assets, 'picture'>,
    private readonly sizeOf: (picture: Blob) => Promise<{ width: number; height: number }>,
  ) {}

  /** Resolves to the shape of what the step lays down; null where it lays nothing, or cannot be told. */
  async of({ values }: KnownStep): Promise<PieceShape | null> {
    const { text, picture } = values;
    try {
      if (typeof text === 'string') {
        if (text.trim() === '') return null;
        const lettering = await this.loadLettering();
        return { sized: 'height', ratio: lettering.widthOf(text) };
      }
      const blob = typeof picture === 'string' ? await this.assets.picture(picture) : null;
      if (!blob) return null;
      const { width, height } = await this.sizeOf(blob);
      return { sized: 'width', ratio: width / height };
    } catch {
      // Without it the step's fields still place the piece.
      return null;
    }
  }
}
