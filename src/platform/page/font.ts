import fontUrl from '@fontsource/inter/files/inter-latin-600-normal.woff?url';
import type { Lettering } from '../../core/text/lettering';

let loaded: Promise<Lettering> | null = null;

/** Fetches the bundled font, once. Rejects when it cannot be had, and may be asked again then. */
export function loadLettering(): Promise<Lettering> {
  loaded ??= fetchLettering().catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

async function fetchLettering(): Promise<Lettering> {
  const [{ letteringOf }, response] = await Promise.all([
    import('../../core/text/lettering'),
    fetch(fontUrl),
  ]);
  if (!response.ok) throw new Error(`the font could not be fetched (${response.status})`);
  return letteringOf(await response.arrayBuffer());
}
