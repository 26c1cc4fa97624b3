import type { DocumentExtras } from '../../core/documents/document';
import type { Engine } from '../../core/engine/contract';
import type { Workspace } from '../work/workspace.svelte';

/** What documents say of the site that wrote them. */
export interface SiteFacts {
  /** Of Pipette. */
  readonly version: string;
  /** Where the JSON Schema of documents is served. */
  readonly schema: string;
}

/** Returns what a document says beside its pipeline, but for which version that is. */
export function documentExtras(
  { state }: Pick<Engine, 'state'>,
  { settings, source }: Pick<Workspace, 'settings' | 'source'>,
  { version, schema }: SiteFacts,
  wish: { readonly withFileName: boolean; readonly withSettings: boolean },
): DocumentExtras {
  const { format, width, height } = source?.info ?? {};
  return {
    schema,
    ...(state.kind === 'ready' ? { madeWith: { pipette: version, libvips: state.version } } : {}),
    ...(source && format && width && height
      ? {
          source: {
            format,
            width,
            height,
            ...(wish.withFileName ? { name: source.name } : {}),
          },
        }
      : {}),
    ...(wish.withSettings ? { settings } : {}),
  };
}
