import type Vips from 'wasm-vips';
import type { AssetSource } from '../../src/core/assets/asset';
import { engineNotLoaded } from '../../src/core/engine/engine-errors';
import type { Kept } from '../../src/core/graph/constants';
import { Execution } from '../../src/core/graph/execute';
import { MissingResource, type Resources } from '../../src/core/graph/resources';
import type { Resource } from '../../src/core/graph/node';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import { resourcesOf } from '../../src/core/programs/resources-in';
import type { Lettering } from '../../src/core/text/lettering';
import type { VipsBinding } from './binding';
import { JobError, technicalText } from './errors';
import type { Job } from './job';
import { LruCache } from '../../src/core/base/lru-cache';

/** Assets that no pipeline of the moment needs are kept as long as all take less, in bytes. */
const keptBytes = 16 * 1024 * 1024;

/** Resolves to the bytes of a font of the site; rejects when they cannot be had. */
async function fetchFont(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the font could not be fetched (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

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
    const texts = needed.flatMap((resource) => (resource.kind === 'text' ? [resource.text] : []));
    if (texts.length > 0) await this.letters(texts);
    const hashes = needed.flatMap((resource) => (resource.kind === 'asset' ? [resource.hash] : []));
    for (const hash of hashes) {
      if (this.assets.has(hash)) continue;
      const png = await this.ask(hash);
      if (png) this.assets.set(hash, new Uint8Array(await png.arrayBuffer()));
    }
    this.forgetAllBut(hashes);
  }

  png(resource: Resource): Uint8Array {
    if (resource.kind === 'text' && this.lettering) {
      return this.lettering.png(resource.text, resource.setting);
    }
    const png = resource.kind === 'asset' ? this.assets.get(resource.hash) : undefined;
    if (png) return png;
    throw new MissingResource(resource);
  }

  /** Fetches what draws these texts. Throws when a font cannot be had. */
  async letters(texts: Iterable<string>): Promise<Lettering> {
    try {
      if (!this.lettering) {
        const { Lettering } = await import('../../src/core/text/lettering');
        this.lettering = await Lettering.begin(fetchFont);
      }
      await this.lettering.ready(texts);
      return this.lettering;
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
  private readonly pictures = new LruCache<Vips.Image>(keptConstants);

  get(name: string): Vips.Image | null {
    // By its types a clone is less than what it is a clone of.
    return (this.pictures.get(name)?.clone() as Vips.Image | undefined) ?? null;
  }

  set(name: string, image: Vips.Image, bytes: number): void {
    this.pictures.set(name, image, bytes + 2 * name.length + perEntry);
  }
}

const keptByBinding = new WeakMap<VipsBinding, KeptPictures>();

/**
 * Returns an execution that finds the pictures which come along, and those which are kept.
 * @param settling the job, watched, in which parts may be computed into memory while graphs are built:
 * see Execution
 */
export function executionFor(vips: VipsBinding, settling?: Job): Execution<Vips.Image> {
  const kept = keptByBinding.get(vips) ?? new KeptPictures();
  keptByBinding.set(vips, kept);
  const settle = settling
    ? (image: Vips.Image) => settling.run(() => settling.watch(image).copyMemory())
    : null;
  return new Execution<Vips.Image>(vips, resourcesFor(vips), kept, settle);
}
