import type Vips from 'wasm-vips';
import fontUrl from '@fontsource/inter/files/inter-latin-600-normal.woff?url';
import type { AssetSource } from '../../src/core/assets/asset';
import { engineNotLoaded } from '../../src/core/engine/engine-errors';
import type { Kept } from '../../src/core/graph/constants';
import { Execution, MissingResource, type Resources } from '../../src/core/graph/execute';
import type { Resource } from '../../src/core/graph/node';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import { resourcesOf } from '../../src/core/programs/resources-in';
import type { Lettering } from '../../src/core/text/lettering';
import type { VipsBinding } from './binding';
import { JobError, technicalText } from './errors';
import { StepCache } from './step-cache';

/** Assets that no pipeline of the moment needs are kept as long as all take less, in bytes. */
const keptBytes = 16 * 1024 * 1024;

/** The pictures that come along with pipelines, fetched before a job that needs them. */
export class WorkerResources implements Resources {
  private lettering: Lettering | null = null;
  private readonly assets = new Map<string, Uint8Array>();
  private ask: AssetSource = () => Promise.resolve(null);

  /** Asks `source` for assets from now on. */
  askBy(source: AssetSource): void {
    this.ask = source;
  }

  /**
   * Fetches what the pipeline needs and is not here yet. Throws when the font cannot be had; an
   * asset that cannot fails the step that needs it.
   */
  async ready(pipeline: Pipeline): Promise<void> {
    const needed = resourcesOf(pipeline);
    if (needed.some(({ kind }) => kind === 'text')) await this.letters();
    const hashes = needed.flatMap((resource) => (resource.kind === 'asset' ? [resource.hash] : []));
    for (const hash of hashes) {
      if (this.assets.has(hash)) continue;
      const png = await this.ask(hash);
      if (png) this.assets.set(hash, new Uint8Array(await png.arrayBuffer()));
    }
    this.forgetAllBut(hashes);
  }

  png(resource: Resource): Uint8Array {
    if (resource.kind === 'text' && this.lettering) return this.lettering.png(resource.text);
    const png = resource.kind === 'asset' ? this.assets.get(resource.hash) : undefined;
    if (png) return png;
    throw new MissingResource(resource);
  }

  /** Fetches what draws text. Throws when the font cannot be had. */
  async letters(): Promise<Lettering> {
    if (this.lettering) return this.lettering;
    try {
      const [{ letteringOf }, response] = await Promise.all([
        import('../../src/core/text/lettering'),
        fetch(fontUrl),
      ]);
      if (!response.ok) throw new Error(`the font could not be fetched (${response.status})`);
      return (this.lettering = letteringOf(await response.arrayBuffer()));
    } catch (thrown) {
      // A script that is not there is a TypeError, as our own mistakes are.
      throw new JobError(engineNotLoaded(technicalText(thrown)));
    }
  }

  private forgetAllBut(needed: readonly string[]): void {
    const bytes = [...this.assets.values()].reduce((sum, { length }) => sum + length, 0);
    if (bytes <= keptBytes) return;
    for (const hash of this.assets.keys()) {
      if (!needed.includes(hash)) this.assets.delete(hash);
    }
  }
}

const resourcesByBinding = new WeakMap<VipsBinding, WorkerResources>();

/** Returns the resources that belong to a libvips. */
export function resourcesFor(vips: VipsBinding): WorkerResources {
  const known = resourcesByBinding.get(vips) ?? new WorkerResources();
  resourcesByBinding.set(vips, known);
  return known;
}

/** Tables, noise and masks that hang on no pixels are kept as long as all take less, in bytes. */
const keptConstants = 32 * 1024 * 1024;

/** About what an entry takes beside its name and its pixels, in bytes. */
const perEntry = 1024;

/** Keeps pictures for other executions, which get handles of their own. */
export class KeptPictures implements Kept<Vips.Image> {
  private readonly pictures = new StepCache<Vips.Image>(keptConstants);

  get(name: string): Vips.Image | null {
    // By its types a clone is less than what it is a clone of.
    return (this.pictures.get(name)?.clone() as Vips.Image | undefined) ?? null;
  }

  set(name: string, image: Vips.Image, bytes: number): void {
    this.pictures.set(name, image, bytes + 2 * name.length + perEntry);
  }
}

const keptByBinding = new WeakMap<VipsBinding, KeptPictures>();

/** Returns an execution that finds the pictures which come along, and those which are kept. */
export function executionFor(vips: VipsBinding): Execution<Vips.Image> {
  const kept = keptByBinding.get(vips) ?? new KeptPictures();
  keptByBinding.set(vips, kept);
  return new Execution<Vips.Image>(vips, resourcesFor(vips), kept);
}
