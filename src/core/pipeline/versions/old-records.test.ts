import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../documents/document';
import { operationsById } from '../../operations/index';
import * as edit from '../edit';
import { emptyPipeline, type Pipeline } from '../pipeline';
import { parseOldVersion, versionsOfOld } from './old-records';
import { parseVersion, writeVersion } from './record';

const pipelineOf = (name: string, ...ids: readonly string[]): Pipeline => {
  const flip = operationsById.get('flip');
  if (!flip) throw new Error('flip');
  return { ...emptyPipeline, name, steps: ids.map((id) => edit.newStep(flip, id)) };
};

/** Returns a record as the old list stored it. */
const record = (at: number, reason: string, pipeline: Pipeline): unknown =>
  JSON.parse(JSON.stringify({ at, reason, pipeline: writeDocument(pipeline) }));

const records = [
  record(10, 'asked', pipelineOf('One', 'a')),
  record(20, 'exported', pipelineOf('One', 'a', 'b')),
  record(15, 'exported', pipelineOf('Other', 'x', 'step-1')),
  record(30, 'branch', pipelineOf('One', 'b', 'c')),
  record(40, 'replaced', pipelineOf('One again', 'b')),
  record(50, 'asked', pipelineOf('Third', 'step-1')),
];

const convert = async (list: readonly unknown[]) => {
  const read = list.map(parseOldVersion);
  return versionsOfOld(read.flatMap((one) => (one.ok ? [one.value] : [])));
};

describe('records of the old list', () => {
  it('become versions of their pipelines, one after the other', async () => {
    const versions = await convert(records);
    expect(versions.length).toBe(6);
    const named = (title: string, at?: number) =>
      versions.find((one) => one.title === title && (at === undefined || one.at === at));
    const [first, second, left] = [10, 20, 30].map((at) => named('One', at));
    const last = named('One again');
    expect(first?.parents).toEqual([]);
    expect(second?.parents).toEqual([first?.id]);
    expect(left?.parents).toEqual([second?.id]);
    expect(last?.parents).toEqual([second?.id]);
    expect([first, second, left, last].map((one) => one?.reason)).toEqual([
      'asked',
      'export',
      'left',
      'replaced',
    ]);
    expect(new Set([first, second, left, last].map((one) => one?.lineage))).toEqual(
      new Set([first?.id]),
    );
    // Ids that were made from places say nothing of where a step comes from.
    expect(named('Other')?.lineage).not.toBe(named('Third')?.lineage);
    for (const version of versions) {
      expect(parseVersion(writeVersion(version))).toEqual({ ok: true, value: version });
    }
  });

  it('become the same versions in any order', async () => {
    const sorted = (list: Awaited<ReturnType<typeof convert>>) =>
      [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
    expect(sorted(await convert(records.toReversed()))).toEqual(sorted(await convert(records)));
    expect(sorted(await convert([...records, ...records]))).toEqual(sorted(await convert(records)));
  });

  it.each([
    [5],
    [{}],
    [record(Number.NaN, 'asked', emptyPipeline)],
    [record(1, 'whim', emptyPipeline)],
    [{ at: 1, reason: 'asked', pipeline: {} }],
  ])('are refused where they always were', (input) => {
    expect(parseOldVersion(input).ok).toBe(false);
  });
});
