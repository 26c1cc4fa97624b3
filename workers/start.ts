import Vips from 'wasm-vips';
import coreUrl from 'wasm-vips/vips.wasm?url';
import { configure, threadsMost, type VipsBinding } from './binding';
import { libraryUrls } from './libraries';
import { pacedWorkers } from './paced-workers';
import type { Library } from './protocol';

/** Where the built site keeps each part. */
const urls: ReadonlyMap<string, string> = new Map([
  ['vips.wasm', coreUrl],
  ['vips-heif.wasm', libraryUrls.heif],
  ['vips-jxl.wasm', libraryUrls.jxl],
  ['vips-resvg.wasm', libraryUrls.resvg],
]);

/** Threads in the pool beyond those that one job uses; see `widenThreadPool`. */
const spareThreads = 4;

export interface Started {
  readonly vips: VipsBinding;
  readonly threads: number;
  readonly memory: WebAssembly.Memory | null;
  /** What libvips wrote to its log, newest last. */
  readonly log: readonly string[];
}

/**
 * libvips waits for ever when as many threads work on a job as its pool holds, since encoders need
 * two more. The pool's size is read from `hardwareConcurrency` once, when wasm-vips starts, so it
 * is widened here, in this worker only.
 */
function widenThreadPool(threads: number): void {
  Object.defineProperty(navigator, 'hardwareConcurrency', {
    configurable: true,
    value: threads + spareThreads,
  });
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

const logMost = 100;

/**
 * Starts wasm-vips. Never call it where the page is not cross-origin isolated: it would hang.
 * @returns the instance, or rejects with whatever the browser threw
 */
export async function startVips(libraries: readonly Library[]): Promise<Started> {
  const threads = Math.max(1, Math.min(threadsMost, navigator.hardwareConcurrency));
  widenThreadPool(threads);
  // Other browsers are spared the pauses.
  if (navigator.userAgent.includes('Firefox/')) Reflect.set(self, 'Worker', pacedWorkers(Worker));
  const log: string[] = [];
  const note = (line: string): void => {
    log.push(line);
    if (log.length > logMost) log.shift();
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
        WebAssembly.instantiateStreaming(fetch(coreUrl), imports).then(
          ({ instance, module }) => done(instance, module),
          reject,
        );
        return {};
      },
    }).then(resolve, reject);
  });
  configure(vips, threads);
  return { vips, threads, memory, log };
}
