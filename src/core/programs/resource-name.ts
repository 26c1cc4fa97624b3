import type { Resource } from '../graph/node';

/** Returns the key by which programs and engines look a resource up. */
export const resourceName = (resource: Resource): string =>
  resource.kind === 'text'
    ? `text:${resource.text}${resource.setting ? `:${JSON.stringify(resource.setting)}` : ''}`
    : `asset:${resource.hash}`;
