import Vips from 'wasm-vips';
import coreUrl from 'wasm-vips/vips.wasm?url';
import { cameInstead } from '../../src/core/engine/engine-errors';
import { configure, type VipsBinding } from './binding';
import { technicalText } from './errors';
import { lentThreads, type ThreadEvents } from './lent-threads';
import { libraryUrls } from './libraries';
import type { StartRequest } from '../protocol';
import { FileError } from './start-error';

/** Where the built site keeps each part. */
const urls: ReadonlyMap<string, string> = new Map([
  ['vips.wasm', coreUrl],
  ['vips-heif.wasm', libraryUrls.heif],
  ['vips-jxl.wasm', libraryUrls.jxl],
  ['vips-resvg.wasm', libraryUrls.resvg],
]);

export interface Started {
  readonly vips: VipsBinding;
  readonly memory: WebAssembly.Memory | null;
  /** What libvips wrote to its log, newest last. */
  readonly log: readonly string[];
}

/**
 * Lets wasm-vips take the threads that the page lends instead of making workers, and as many of them
 * as there are: it reads the size of its pool from `hardwareConcurrency`, once, when it starts.
 */
function useLentThreads(ports: readonly MessagePort[], events: ThreadEvents): void {
  Object.defineProperty(navigator, 'hardwareConcurrency', {
    configurable: true,
    value: ports.length,
  });
  Reflect.set(self, 'Worker', lentThreads(ports, events));
}

/** Returns the memory among a module's imports, wherever the linker put it. */
function memoryAmong(imports: WebAssembly.Imports): WebAssembly.Memory | null {
  for (const part of Object.values(imports)) {
    for (const value of Object.values(part)) {
      if (value instanceof WebAssembly.Memory) return value;
    }
  }
  return null;
}

/** Rejects with a FileError when the file is not there or is something else. */
async function instantiate(
  imports: WebAssembly.Imports,
): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  let came = coreUrl;
  try {
    const response = await fetch(coreUrl);
    came = cameInstead(coreUrl, response.status, response.headers.get('Content-Type'));
    if (!response.ok) throw new TypeError(came);
    return await WebAssembly.instantiateStreaming(response, imports);
  } catch (thrown) {
    throw new FileError(`${came}: ${technicalText(thrown)}`, { cause: thrown });
  }
}

const maxLog = 100;

/**
 * Starts wasm-vips. Never call it where the page is not cross-origin isolated: it would hang.
 * @returns the instance, or rejects with whatever the browser threw
 */
export async function startVips(
  { libraries, threads, ports }: StartRequest,
  events: Omit<ThreadEvents, 'exited'>,
): Promise<Started> {
  // An engine that has exited is of no use; by this the page hears of it, and ends its threads.
  useLentThreads(ports, { ...events, exited: () => self.close() });
  const log: string[] = [];
  const note = (line: string): void => {
    log.push(line);
    if (log.length > maxLog) log.shift();
  };
  let memory: WebAssembly.Memory | null = null;
  const vips = await new Promise<VipsBinding>((resolve, reject) => {
    Vips({
      dynamicLibraries: libraries.map((library) => `vips-${library}.wasm`),
      locateFile: (file, folder) => urls.get(file) ?? folder + file,
      preRun: (module: { ENV: Record<string, string> }) => {
        // Otherwise large intermediates spill into a file system that lives in JavaScript memory.
        module.ENV.VIPS_DISC_THRESHOLD = '64g';
      },
      print: note,
      printErr: note,
      // Compiled by us, because this is the one place where the engine's memory can be seen.
      instantiateWasm: (imports, done) => {
        memory = memoryAmong(imports);
        instantiate(imports).then(({ instance, module }) => done(instance, module), reject);
        return {};
      },
    }).then(resolve, reject);
  });
  configure(vips, threads);
  return { vips, memory, log };
}
