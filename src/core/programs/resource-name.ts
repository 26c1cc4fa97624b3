import type { Resource } from '../graph/node';

/** Returns the key by which programs and engines look a resource up. */
export function resourceName(resource: Resource): string {
  if (resource.kind === 'asset') return `asset:${resource.hash}`;
  const { text, setting } = resource;
  return setting ? `set:${JSON.stringify(setting)}:${text}` : `text:${text}`;
}
