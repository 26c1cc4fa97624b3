import Vips from 'wasm-vips';
import coreUrl from 'wasm-vips/vips.wasm?url';
import { configure, type VipsBinding } from './binding';
import { programFor } from './compiled';
import { lentThreads, type ThreadEvents } from './lent-threads';
import { libraryUrls } from './libraries';
import type { StartRequest } from '../protocol';

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
  readonly program: WebAssembly.Module;
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

const maxLog = 100;

/**
 * Starts wasm-vips. Never call it where the page is not cross-origin isolated: it would hang.
 * @returns the instance, or rejects with whatever the browser threw
 */
export async function startVips(
  { libraries, threads, ports, program: given }: StartRequest,
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
  const compiled = programFor(given);
  const vips = await new Promise<VipsBinding>((resolve, reject) => {
    compiled.catch(reject);
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
        compiled
          .then(async (program) => done(await WebAssembly.instantiate(program, imports), program))
          .catch(reject);
        return {};
      },
    }).then(resolve, reject);
  });
  configure(vips, threads);
  return { vips, memory, program: await compiled, log };
}
