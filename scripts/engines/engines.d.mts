import type { EngineName, EnginePage } from './engine-page.mjs';

export { byRole, first } from './engine-page.mjs';
export type {
  DownloadedFile,
  EngineName,
  EnginePage,
  Facts,
  Point,
  Where,
} from './engine-page.mjs';

export const engineNames: readonly EngineName[];
export function hasEngine(name: EngineName): Promise<boolean>;
export function openEngine(
  name: EngineName,
  options?: { readonly isPrivate?: boolean; readonly optimises?: boolean },
): Promise<EnginePage>;
