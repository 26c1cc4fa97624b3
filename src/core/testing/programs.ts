import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type Vips from 'wasm-vips';
import { initialExportSettings } from '../formats/settings';
import { Execution } from '../graph/execute';
import type { Resources } from '../graph/resources';
import { record } from '../graph/picture';
import { prepare } from '../graph/prepare';
import { compilePipeline, maxFused, materializedSteps } from '../pipeline/compile';
import type { Pipeline } from '../pipeline/pipeline';
import { type LanguageId, programLanguages } from '../programs/index';
import { planProgram, type ProgramPlan } from '../programs/plan';
import { type KeptForTest, type Library, type Pixels, read } from './vips';

// Help for tests only: runs generated programs and compares what they make.

/** The Python with pyvips that tests run programs in; empty when there is none. */
export const python = process.env['PIPETTE_PYTHON'] ?? '';

/** Returns the program plan of a pipeline with fixed facts. */
export const planFor = (pipeline: Pipeline, png: Resources['png']): ProgramPlan =>
  planProgram(pipeline, initialExportSettings(), {
    appVersion: '1.0.0',
    vipsVersion: '8.18.7',
    date: '2026-01-02',
    checksum: null,
    png,
  });

/** Returns a file's picture as the first step is given it, in memory. The handle is the caller's. */
export function preparedFor(vips: Library, file: Uint8Array, resources: Resources): Vips.Image {
  const execution = new Execution<Vips.Image>(vips, resources);
  try {
    const loaded = execution.own(vips.Image.newFromBuffer(file, '', { access: 'sequential' }));
    return execution.run(record(prepare), execution.own(loaded.copyMemory())).copyMemory();
  } finally {
    execution.dispose();
  }
}

/** Returns the pixels that the executor makes of a prepared picture, steps grouped as the engine groups them. */
export function executedOn(
  vips: Library,
  pipeline: Pipeline,
  prepared: Vips.Image,
  resources: Resources,
  kept: KeptForTest | null = null,
): Pixels {
  const execution = new Execution<Vips.Image>(vips, resources, kept);
  try {
    let image = prepared;
    const steps = compilePipeline(pipeline, 1);
    const ahead = materializedSteps(steps.length);
    for (const [index, step] of steps.entries()) {
      image = execution.run(step.block, image);
      if ((index + 1) % maxFused === 0 && index < ahead) image = execution.own(image.copyMemory());
    }
    return read(vips, image.copy());
  } finally {
    execution.dispose();
  }
}

/** Returns the pixels that the executor makes of a file. */
export function executed(
  vips: Library,
  pipeline: Pipeline,
  file: Uint8Array,
  resources: Resources,
): Pixels {
  const prepared = preparedFor(vips, file, resources);
  try {
    return executedOn(vips, pipeline, prepared, resources);
  } finally {
    prepared.delete();
  }
}

const bytesOf = ({ data }: Pick<Pixels, 'data'>): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

const factsOf = ({ width, height, bands, format }: Pixels): string =>
  `${width}x${height}x${bands} ${format} `;

/** Returns the checksum that programs compute over their result. */
export const checksumOf = (pixels: Pixels): string =>
  createHash('sha256').update(factsOf(pixels)).update(bytesOf(pixels)).digest('hex');

/** A pipeline run on a picture, and what the executor made of it. */
export interface Trial {
  /** What is told apart in the results, such as an operation's id. */
  readonly subject: string;
  /** Name of the program: the same pipeline has the same. */
  readonly program: string;
  readonly pipeline: Pipeline;
  /** Path of the picture. */
  readonly picture: string;
  readonly expected: Pixels;
}

/** How far programs were from the executor, by subject: 0 for the same bytes, Infinity for an error. */
export interface Difference {
  readonly subject: string;
  readonly largest: number;
  /** What happened at the worst trial. */
  readonly detail: string;
}

/** What runs programs of each language in tests; null where a test of its own does. */
const runners: Readonly<
  Record<LanguageId, { readonly command: string; readonly file: string } | null>
> = {
  python: { command: python, file: 'run.py' },
  javascript: { command: process.execPath, file: 'run.mjs' },
  // What it does to one picture is printed by Python's frame; cluster.programs.test.ts runs it.
  cluster: null,
};

/** The languages whose programs are compared with the executor. */
export const comparedLanguages = programLanguages.filter(({ id }) => runners[id] !== null);

const run = promisify(execFile);
const folderOfRunners = fileURLToPath(new URL('./run-programs/', import.meta.url));

/** Runs every trial's program in one process of its language and returns the worst of each subject. */
export async function differences(
  { id, extension, printer }: (typeof comparedLanguages)[number],
  trials: readonly Trial[],
  folder: string,
  png: Resources['png'],
): Promise<Difference[]> {
  const runner = runners[id];
  if (!runner) throw new Error(`nothing runs programs of ${id}`);
  const print = await printer();
  const programs = new Map<string, string>();
  const jobs = trials.map(({ program, pipeline, picture, expected }, index) => {
    const path = programs.get(program) ?? join(folder, `p${programs.size}.${extension}`);
    if (!programs.has(program)) {
      writeFileSync(path, print(planFor(pipeline, png)));
      programs.set(program, path);
    }
    const output = join(folder, `${id}-${index}.raw`);
    return { program: path, picture, expected: checksumOf(expected), output };
  });
  const list = join(folder, `${id}.json`);
  writeFileSync(list, JSON.stringify(jobs));
  const { stdout } = await run(runner.command, [join(folderOfRunners, runner.file), list], {
    maxBuffer: 1e8,
    // One thread, as in startVips().
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', VIPS_CONCURRENCY: '1' },
  });
  const answers = stdout.trim().split('\n');
  const worst = new Map<string, Difference>();
  for (const [index, trial] of trials.entries()) {
    const found = differenceOf(answers[index] ?? '', trial, jobs[index]?.output ?? '');
    const before = worst.get(trial.subject);
    if (!before || found.largest > before.largest) {
      worst.set(trial.subject, { subject: trial.subject, ...found });
    }
  }
  return [...worst.values()];
}

function differenceOf(answer: string, trial: Trial, output: string): Omit<Difference, 'subject'> {
  const what = `${trial.program} on ${trial.picture}`;
  const parsed: unknown = answer === '' ? { error: 'no answer' } : JSON.parse(answer);
  const fields = new Map<string, unknown>(Object.entries(parsed as object));
  if (fields.get('same') === true) return { largest: 0, detail: '' };
  const facts = fields.get('facts');
  const { expected } = trial;
  if (facts !== factsOf(expected)) {
    const came = String(fields.get('error') ?? facts);
    return { largest: Infinity, detail: `${what}: expected ${factsOf(expected)}but ${came}` };
  }
  const bytes = new Uint8Array(readFileSync(output)).slice();
  const data = expected.format === 'ushort' ? new Uint16Array(bytes.buffer) : bytes;
  let largest = 0;
  for (let index = 0; index < data.length; index += 1) {
    largest = Math.max(largest, Math.abs((data[index] ?? 0) - (expected.data[index] ?? 0)));
  }
  return { largest, detail: what };
}
