import type Vips from 'wasm-vips';
import type { CompiledStep } from '../../src/core/pipeline/compile';
import type { VipsBinding } from '../runtime/binding';
import { executionFor } from '../runtime/resources';

/** All of a picture but its pixels: enough to tell what steps make of its size. */
export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly format: string;
  readonly interpretation: string;
  /** Whether width and height are an estimate. */
  readonly isAbout?: boolean;
}

/** Returns a picture's shape. */
export const shapeOf = (image: Vips.Image): Shape => ({
  width: image.width,
  height: image.height,
  bands: image.bands,
  format: image.format,
  interpretation: image.interpretation,
});

// Who asks for a picture's shape asks for this, too.
export { bytesOf } from '../../src/core/graph/questions';

/** Returns the longer side. */
export const longEdgeOf = ({ width, height }: Pick<Shape, 'width' | 'height'>): number =>
  Math.max(width, height);

/** Returns about the full-size shape of a picture that is shown at `scale`. */
export const grown = (shape: Shape, scale: number): Shape => ({
  ...shape,
  ...(scale < 1 ? { isAbout: true } : {}),
  width: Math.max(1, Math.round(shape.width / scale)),
  height: Math.max(1, Math.round(shape.height / scale)),
});

const maxKept = 512;

/**
 * Tells what a step makes of a full-size picture's width and height. Only operations that say so
 * change them (the same fact lets "before" lie under "after"), and they are asked by building
 * libvips's own lazy pipeline on a blank picture of that shape: exact, since it is the same code,
 * and hardly a pixel is computed. What is sized by the picture's content is measured by
 * `full-shapes` and remembered here.
 */
export class ShapeBook {
  private readonly known = new Map<string, Shape>();

  constructor(private readonly vips: VipsBinding) {}

  /** Returns the shape after `step`, which was compiled for full size. */
  after(shape: Shape, step: CompiledStep): Shape {
    if (!step.reshapes) return shape;
    return this.once(JSON.stringify([shape, step.key]), () => this.build(shape, step));
  }

  /** Returns whether the shape under `key` is known. */
  knows(key: string): boolean {
    return this.known.has(key);
  }

  /** Returns the shape that is known under `key`, or what `find` returns, which is remembered. */
  once(key: string, find: () => Shape): Shape {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = find();
    if (this.known.size >= maxKept) this.known.clear();
    this.known.set(key, found);
    return found;
  }

  private build(shape: Shape, step: CompiledStep): Shape {
    const execution = executionFor(this.vips);
    try {
      const black = execution.own(
        this.vips.Image.black(shape.width, shape.height, { bands: shape.bands }),
      );
      const cast = execution.own(black.cast(shape.format));
      const blank = execution.own(cast.copy({ interpretation: shape.interpretation }));
      return shapeOf(execution.run(step.block, blank));
    } finally {
      execution.dispose();
    }
  }
}
