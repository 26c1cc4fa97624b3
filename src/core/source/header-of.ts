import { bytesReader } from './byte-reader';
import { readHeader } from './header';
import type { ImageHeader } from './image-header';

/** Returns a file's header; for tests, where a failure is a failed test. */
export async function headerOf(file: Uint8Array): Promise<ImageHeader> {
  const result = await readHeader(bytesReader(file), 'a.bin');
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Returns the code and sentence a file is refused with, or 'opened'. */
export async function refusalOf(file: Uint8Array, name = 'a.bin'): Promise<string> {
  const result = await readHeader(bytesReader(file), name);
  return result.ok ? 'opened' : `${result.error.code}: ${result.error.message}`;
}
