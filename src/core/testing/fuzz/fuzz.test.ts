// Every reader of what comes from outside, tried with inputs that a grammar writes: almost right, or
// made to be expensive. 20,000 in every run; `npm run soak -- fuzz` tries a million.
import { isDeepStrictEqual } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { expect, it, vi } from 'vitest';
import { readMetadata } from '../../../../workers/metadata/read-metadata';
import { readBackup } from '../../../platform/storage/backup';
import { readCollectionText } from '../../documents/collection';
import { writeDocument } from '../../documents/document';
import { parsePreset, writePreset } from '../../documents/preset';
import { foundInPicture, readAny, readPasted } from '../../documents/read-any';
import type { CarriedHistory } from '../../documents/project/history-text';
import { readLink } from '../../documents/share-link';
import type { AppError } from '../../base/errors';
import { mayCarryEmbeddedPipeline } from '../../metadata/find-embedded-pipeline';
import { metadataGroups } from '../../metadata/groups';
import { iptcFor, keepInIptc } from '../../metadata/blocks/iptc';
import { embeddedPipelineIn, setEmbeddedPipeline } from '../../metadata/embedded-pipeline';
import { keepInXmp } from '../../metadata/blocks/xmp';
import { parsePipeline } from '../../pipeline/parse';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Problem } from '../../pipeline/tolerance';
import type { Result } from '../../base/result';
import { bytesReader } from '../../source/byte-reader';
import { readHeader } from '../../source/header';
import { backup, project, zip } from './archives';
import { Dice } from './dice';
import { anyCollection } from './documents';
import { picture } from './pictures';
import { history, json, link, program, report, xmp, yaml } from './texts';

const runs = Number(process.env['PIPETTE_FUZZ'] ?? 20_000);
const seed = Number(process.env['PIPETTE_SEED'] ?? 20_261_127);
const allowed = { milliseconds: 500, bytes: 64 * 1024 * 1024, letters: 1_000 };

/** What a reader took in, and what it told about it. */
interface Taken {
  readonly pipelines?: readonly Pipeline[];
  readonly problems?: readonly Problem[];
  readonly error?: AppError;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const failed = (result: Result<unknown>): Taken => (result.ok ? {} : { error: result.error });

function versionsOf({ versions, problems, refused: [refused] }: CarriedHistory): Taken {
  return {
    pipelines: versions.map(({ pipeline }) => pipeline),
    problems: [...problems.values()].flat().slice(0, 200),
    ...(refused ? { error: refused.error } : {}),
  };
}

async function file(bytes: Uint8Array, name = 'x'): Promise<Taken> {
  const read = await readAny({ name, bytes });
  if (read.ok && read.value.kind === 'history') return versionsOf(read.value.history);
  if (!read.ok || read.value.kind !== 'pipeline') return failed(read);
  const { pipeline, problems } = read.value.document;
  const { history } = read.value.project ?? {};
  const versions = history ? (versionsOf(history).pipelines ?? []) : [];
  return { pipelines: [pipeline, ...versions], problems };
}

function collection(text: string): Taken {
  const read = readCollectionText(text);
  if (!read.ok) return failed(read);
  const [refused] = read.value.refused;
  return {
    pipelines: read.value.presets.map(({ preset }) => preset.pipeline),
    problems: read.value.presets.flatMap(({ problems }) => problems).slice(0, 200),
    ...(refused ? { error: refused.error } : {}),
  };
}

function packet(text: string): Taken {
  for (const groups of [
    new Set(metadataGroups.map(({ id }) => id)),
    new Set(['camera'] as const),
  ]) {
    keepInXmp(text, groups);
  }
  setEmbeddedPipeline(text, { pipeline: '{}', pixels: null });
  const embeddedPipeline = embeddedPipelineIn(text);
  if (!embeddedPipeline) return {};
  const read = foundInPicture('x.jpg', embeddedPipeline.pipeline, embeddedPipeline.pixels);
  if (!read.ok || read.value.kind !== 'pipeline') return failed(read);
  return { pipelines: [read.value.document.pipeline], problems: read.value.document.problems };
}

async function pictured(bytes: Uint8Array): Promise<Taken> {
  const header = await readHeader(bytesReader(bytes), 'x');
  await mayCarryEmbeddedPipeline(bytesReader(bytes));
  await readMetadata(bytes);
  keepInIptc(bytes, new Set(['author']));
  iptcFor('segment', bytes);
  return failed(header);
}

async function backedUp(bytes: Uint8Array): Promise<Taken> {
  const read = await readBackup(new Blob([Uint8Array.from(bytes)]), 1);
  if (!read.ok) return failed(read);
  const works = [...read.value.values].flatMap(([key, value]) => {
    const work = key.startsWith('work:')
      ? parsePipeline(Reflect.get(Object(value), 'pipeline'))
      : null;
    return work?.ok ? [work.value] : [];
  });
  return { pipelines: works };
}

function linked(text: string): Taken {
  const read = readLink(text);
  return read.ok
    ? { pipelines: [read.value.pipeline], problems: read.value.problems }
    : { error: read.error };
}

function pasted(text: string): Taken {
  const read = readPasted(text);
  if (!read.ok || read.value.kind !== 'pipeline') return failed(read);
  return { pipelines: [read.value.document.pipeline], problems: read.value.document.problems };
}

/** Each kind of reader: makes an input, and returns how it is read. */
const readers: readonly (readonly [string, (dice: Dice) => () => Taken | Promise<Taken>])[] = [
  ['JSON', (dice) => reading(utf8(json(dice)), file)],
  ['YAML', (dice) => reading(utf8(yaml(dice)), file)],
  ['link', (dice) => reading(link(dice), linked)],
  ['pasted text', (dice) => reading(dice.happens(0.5) ? link(dice) : json(dice), pasted)],
  ['XMP', (dice) => reading(xmp(dice), packet)],
  ['zip', (dice) => reading(zip(dice), file)],
  ['history', (dice) => reading(utf8(history(dice)), file)],
  ['project', (dice) => reading(project(dice), file)],
  ['backup', (dice) => reading(backup(dice), backedUp)],
  ['report', (dice) => reading(utf8(report(dice)), file)],
  ['program', (dice) => reading(utf8(program(dice)), file)],
  ['collection', (dice) => reading(anyCollection(dice), collection)],
  ['picture', (dice) => reading(picture(dice), pictured)],
];

function reading<Input>(
  input: Input,
  read: (input: Input) => Taken | Promise<Taken>,
): () => Taken | Promise<Taken> {
  return () => read(input);
}

/** Whether what was accepted is read back from our own records as it is. */
function comesBack(pipeline: Pipeline): boolean {
  const again = parsePipeline(throughJson(writeDocument(pipeline)));
  const preset = {
    ...{ id: 'p', name: 'x', folder: '', description: '', author: '', licence: '' },
    ...{ created: '', changed: '', asks: [], pipeline },
  };
  const kept = parsePreset(throughJson(writePreset(preset)));
  return (
    again.ok &&
    isDeepStrictEqual(again.value, pipeline) &&
    kept.ok &&
    isDeepStrictEqual(kept.value.pipeline, pipeline)
  );
}

/** Returns what is too long to be shown, or nothing. */
function tooLong({ problems = [], error }: Taken): string | null {
  const told = [
    error?.message,
    error?.path,
    ...problems.flatMap(({ path, expected, came, kept }) => [path, expected, came, kept]),
  ];
  const long = told.find((text) => text !== undefined && text.length > allowed.letters);
  if (long !== undefined) return `says ${long.length} letters: ${long.slice(0, 80)}`;
  return problems.length > 200 ? `lists ${problems.length} problems` : null;
}

const held = (): number => {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
};

/**
 * Returns the milliseconds of the processor that a reader takes. Asking for them takes longer than most
 * readers do, so it is asked where the clock, which counts the work of others too, tells of more than ever.
 */
async function usedBy(read: () => Taken | Promise<Taken>): Promise<number> {
  const began = process.cpuUsage();
  await read();
  return process.cpuUsage(began).user / 1000;
}

it(
  `${runs.toLocaleString('en')} inputs of a grammar are each read in little time and memory, without an exception, and what is accepted comes back (seed ${seed})`,
  async () => {
    for (const method of ['info', 'warn'] as const) {
      vi.spyOn(console, method).mockImplementation(() => undefined);
    }
    const faults: string[] = [];
    const accepted = new Map<string, number>(readers.map(([name]) => [name, 0]));
    let [slowest, largest, exceptions] = [0, 0, 0];
    for (let run = 0; run < runs; run += 1) {
      const found = readers[run % readers.length];
      if (!found) continue;
      const [name, make] = found;
      const fault = (what: string): void => {
        if (faults.length < 20) faults.push(`${name}, PIPETTE_SEED=${seed} run ${run}: ${what}`);
      };
      const read = make(new Dice(seed + run));
      const before = held();
      const began = performance.now();
      try {
        const taken = await read();
        let took = performance.now() - began;
        const bytes = held() - before;
        if (took > slowest) took = await usedBy(read);
        slowest = Math.max(slowest, took);
        largest = Math.max(largest, bytes);
        if (took > allowed.milliseconds) fault(`took ${took.toFixed(0)} ms`);
        if (bytes > allowed.bytes) fault(`held ${bytes} bytes`);
        const long = tooLong(taken);
        if (long) fault(long);
        for (const pipeline of taken.pipelines ?? []) {
          accepted.set(name, (accepted.get(name) ?? 0) + 1);
          if (!comesBack(pipeline)) fault('was accepted and does not come back');
        }
      } catch (thrown) {
        exceptions += 1;
        fault(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
      }
    }
    vi.restoreAllMocks();
    const figures = {
      runs,
      seed,
      slowest,
      largest,
      exceptions,
      accepted: Object.fromEntries(accepted),
    };
    if (process.env['PIPETTE_FUZZ'] !== undefined) console.log(`FUZZ ${JSON.stringify(figures)}`);
    expect(faults).toEqual([]);
    // A grammar whose inputs are all refused would prove nothing.
    for (const [name] of readers) {
      if (name !== 'picture') expect(accepted.get(name), name).toBeGreaterThan(runs / 1_000);
    }
  },
  60_000 + 60 * runs,
);
