import type { Adding } from '../../../state/gallery/adding.svelte';
import { orderOf } from '../../../state/gallery/making';
import type { Workspace } from '../../../state/work/workspace.svelte';

/** Puts what the open picture is now on offer for the gallery. */
export function offerOpen({ source, pipeline, settings }: Workspace, adding: Adding): void {
  if (source) adding.offer([orderOf({ source, pipeline, settings })]);
}
