import coreUrl from 'wasm-vips/vips.wasm?url';
import { cameInstead } from '../../src/core/engine/engine-errors';
import { technicalText } from './errors';
import { FileError } from './start-error';

/** Rejects with a FileError when the file is not there or is something else. */
async function compile(): Promise<WebAssembly.Module> {
  let came = coreUrl;
  try {
    const response = await fetch(coreUrl);
    came = cameInstead(coreUrl, response.status, response.headers.get('Content-Type'));
    if (!response.ok) throw new TypeError(came);
    return await WebAssembly.compileStreaming(response);
  } catch (thrown) {
    throw new FileError(`${came}: ${technicalText(thrown)}`, { cause: thrown });
  }
}

/** How long an engine waits for the program that it was given, in milliseconds: it lies there already. */
const patience = 1000;

/** Resolves to the program that lies in a port, or to null when there is none. */
function lyingIn(port: MessagePort): Promise<WebAssembly.Module | null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), patience);
    port.addEventListener('messageerror', () => resolve(null));
    port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      resolve(data instanceof WebAssembly.Module ? data : null);
    });
    port.start();
  });
}

/**
 * Returns the engine's program: the one that an engine before has compiled, which spares this one to fetch and
 * compile it, or a new one.
 */
export async function programFor(given: MessagePort | null): Promise<WebAssembly.Module> {
  return (given && (await lyingIn(given))) ?? (await compile());
}

/** Returns a port in which something lies for whoever reads it first. */
export function lay(value: WebAssembly.Module | WebAssembly.Memory): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(value);
  return port2;
}
