import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Vips from 'wasm-vips';
import { Execution } from '../graph/execute';
import { record } from '../graph/picture';
import { prepare } from '../graph/prepare';
import { operations } from '../operations/index';
import { compilePipeline } from '../pipeline/compile';
import type { Pipeline } from '../pipeline/pipeline';
import { pythonProgram } from '../programs/python/frame';
import { planFor } from './programs';
import { testResources } from './resources';
import { startingValues } from './values';
import { startVips } from './vips';

// Help for the benchmark only: times operations here, beside the programs made of them.

/** Times of one operation in milliseconds, one for each round. */
export interface Timed {
  readonly id: string;
  readonly wasm: readonly number[];
  readonly native: readonly number[];
}

/**
 * Times every operation with its initial values on a picture, `longEdge` pixels long or as it is,
 * in wasm-vips and, by `runNative`, in native libvips: both from memory to memory.
 */
export async function compareWithNative(
  bytes: Uint8Array,
  longEdge: number | null,
  rounds: number,
  folder: string,
  runNative: (file: string, programs: readonly string[]) => Readonly<Record<string, number[]>>,
): Promise<Timed[]> {
  const vips = await startVips();
  try {
    const reading = new Execution<Vips.Image>(vips, testResources);
    const loaded = reading.own(vips.Image.newFromBuffer(bytes));
    const whole = reading.run(record(prepare), loaded);
    const scale = longEdge === null ? 1 : longEdge / Math.max(whole.width, whole.height);
    const source = reading.own(scale < 1 ? whole.resize(scale) : whole.copy()).copyMemory();
    reading.dispose();
    const file = join(folder, `source-${longEdge ?? 'full'}.png`);
    writeFileSync(file, source.pngsaveBuffer({ compression: 1, keep: 'none' }));

    const work = operations.map((operation) => {
      const step = {
        kind: 'known' as const,
        id: operation.id,
        operation: operation.id,
        enabled: true,
        values: startingValues(operation),
      };
      const pipeline: Pipeline = { name: operation.id, steps: [step] };
      const program = join(folder, `${operation.id}.py`);
      const plan = planFor(pipeline, (resource) => testResources.png(resource));
      writeFileSync(program, pythonProgram(plan));
      return { id: operation.id, program, compiled: compilePipeline(pipeline, 1)[0] };
    });
    const timed = work.map(({ id, program, compiled }) => {
      const wasm = Array.from({ length: rounds }, () => {
        const execution = new Execution<Vips.Image>(vips, testResources);
        const begun = performance.now();
        if (compiled) execution.own(execution.run(compiled.block, source).copyMemory());
        const taken = performance.now() - begun;
        execution.dispose();
        return taken;
      });
      // In turn: what else the machine does falls on both.
      return { id, wasm, native: runNative(file, [program])[program] ?? [] };
    });
    source.delete();
    return timed;
  } finally {
    vips.shutdown();
  }
}
