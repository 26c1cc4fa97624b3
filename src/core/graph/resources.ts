import type { Resource } from './node';

/** Where the pictures that come along with a graph are found. */
export interface Resources {
  /** Returns a resource as a PNG file. Throws MissingResource when it is not at hand. */
  png(resource: Resource): Uint8Array;
}

/** A picture that a graph needs is not here, such as a watermark that a link did not carry. */
export class MissingResource extends Error {
  constructor(readonly resource: Resource) {
    super(`the ${resource.kind} that a step needs is not here`);
    this.name = 'MissingResource';
  }
}

/** For graphs that need none. */
export const noResources: Resources = {
  png: (resource) => {
    throw new MissingResource(resource);
  },
};
