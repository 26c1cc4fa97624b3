import heifUrl from 'wasm-vips/vips-heif.wasm?url';
import jxlUrl from 'wasm-vips/vips-jxl.wasm?url';
import resvgUrl from 'wasm-vips/vips-resvg.wasm?url';
import { appError } from '../../src/core/base/errors';
import { fail, ok, type Result } from '../../src/core/base/result';
import type { Library } from '../../src/core/engine/requests';
import { JobError, LibrariesNeeded } from './errors';

/** Where the built site keeps each part of the engine that is loaded on demand. */
export const libraryUrls: Readonly<Record<Library, string>> = {
  heif: heifUrl,
  jxl: jxlUrl,
  resvg: resvgUrl,
};

const kinds: Readonly<Record<Library, string>> = {
  heif: 'AVIF',
  jxl: 'JPEG XL',
  resvg: 'SVG',
};

/** Whether a file begins as every WebAssembly module does, with a zero byte and "asm". */
const isWasm = ([zero, a, s, m]: Uint8Array): boolean =>
  zero === 0 && a === 0x61 && s === 0x73 && m === 0x6d;

/**
 * Makes sure that a library can be had, which also puts it where the next start finds it without a
 * network. Asked before an engine is given up for one with that library: without the file, the new
 * engine could not start, and what is open now would be lost to the screen.
 * @returns null, or ENG-LIBRARY when the file cannot be fetched
 */
export async function obtainLibrary(library: Library): Promise<Result<null>> {
  let detail: string;
  try {
    const response = await fetch(libraryUrls[library]);
    // Only a body that was read to its end has really been stored.
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.ok && isWasm(bytes)) return ok(null);
    detail = response.ok
      ? `what came as ${libraryUrls[library]} is no library`
      : `${libraryUrls[library]} answered ${response.status}`;
  } catch (thrown) {
    detail = String(thrown);
  }
  const kind = kinds[library];
  return fail(
    appError('ENG-LIBRARY', `The decoder for ${kind} is not on this device yet.`, {
      safe: 'Nothing was changed.',
      advice:
        `Open the file once while you are online, or store the decoders in Settings; ` +
        `from then on ${kind} opens offline too.`,
      detail,
    }),
  );
}

/**
 * Sees to it that a job has the libraries that it needs. Throws LibrariesNeeded for the first one that
 * is not loaded, with which the job is asked again; JobError (ENG-LIBRARY) when it cannot be had.
 */
export async function need(
  loaded: readonly Library[],
  ...needed: readonly (Library | null)[]
): Promise<void> {
  for (const library of needed) {
    if (library === null || loaded.includes(library)) continue;
    const obtained = await obtainLibrary(library);
    throw obtained.ok ? new LibrariesNeeded([library]) : new JobError(obtained.error);
  }
}
