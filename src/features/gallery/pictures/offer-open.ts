import type { Adding } from '../../../state/gallery/adding.svelte';
import type { Workspace } from '../../../state/work/workspace.svelte';

/** Puts what the open picture is now on offer for the gallery. */
export function offerOpen({ source, pipeline, settings }: Workspace, adding: Adding): void {
  if (!source) return;
  const { name, info } = source;
  adding.offer([{ name, from: { kind: 'open', source }, pipeline, settings, camera: info.camera }]);
}
