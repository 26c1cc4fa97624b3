import type Vips from 'wasm-vips';
import fontUrl from '@fontsource/inter/files/inter-latin-600-normal.woff?url';
import { Execution, MissingResource, type Resources } from '../src/core/graph/execute';
import type { Resource } from '../src/core/graph/node';
import type { Pipeline } from '../src/core/pipeline/pipeline';
import { needsLettering } from '../src/core/programs/resources-in';
import type { Lettering } from '../src/core/text/lettering';
import type { VipsBinding } from './binding';

/** The pictures that come along with pipelines, fetched before a job that needs them. */
export class WorkerResources implements Resources {
  private lettering: Lettering | null = null;

  /** Fetches what the pipeline needs and is not here yet. Throws when that fails. */
  async ready(pipeline: Pipeline): Promise<void> {
    if (this.lettering) return;
    if (!needsLettering(pipeline)) return;
    const [{ letteringOf }, response] = await Promise.all([
      import('../src/core/text/lettering'),
      fetch(fontUrl),
    ]);
    if (!response.ok) throw new Error(`the font could not be fetched (${response.status})`);
    this.lettering = letteringOf(await response.arrayBuffer());
  }

  png(resource: Resource): Uint8Array {
    if (resource.kind === 'text' && this.lettering) return this.lettering.png(resource.text);
    throw new MissingResource(resource);
  }
}

const resourcesByBinding = new WeakMap<VipsBinding, WorkerResources>();

/** Returns the resources that belong to a libvips. */
export function resourcesFor(vips: VipsBinding): WorkerResources {
  const known = resourcesByBinding.get(vips) ?? new WorkerResources();
  resourcesByBinding.set(vips, known);
  return known;
}

/** Returns an execution that finds the pictures which come along. */
export const executionFor = (vips: VipsBinding): Execution<Vips.Image> =>
  new Execution<Vips.Image>(vips, resourcesFor(vips));
