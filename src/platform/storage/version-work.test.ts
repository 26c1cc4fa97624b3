// Keeping one version does not read all that were read before. Work is counted, so a busy machine
// changes nothing.
import { describe, expect, it } from 'vitest';
import { newStep } from '../../core/pipeline/edit';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { makeVersion } from '../../core/pipeline/versions/make-version';
import { writeHead } from '../../core/pipeline/versions/record';
import { operationsById } from '../../core/operations/index';
import { longHistory } from '../../core/testing/any-history';
import { workOf } from '../../core/testing/work';
import { HeadReader } from './head-reader';
import { memoryBells, memoryStore } from './testing';
import { headKey, readHeads } from './version-records';
import { StoredVersions } from './versions';

const recordsOf = (count: number) =>
  new Map<string, unknown>(
    longHistory(count).map((head) => [
      headKey(head.id),
      writeHead({ ...head, label: { name: head.id, at: head.at } }),
    ]),
  );

const invert = operationsById.get('invert');
const next = (at: number) =>
  makeVersion(
    { pipeline: { ...emptyPipeline, steps: invert ? [newStep(invert, 'a')] : [] }, settings: null },
    { lineage: '0'.repeat(16), parents: [], at, reason: 'asked' },
  );

describe('heads that were read before', () => {
  it('cost a small part of what reading them the first time does', async () => {
    const values = recordsOf(1_000);
    const reader = new HeadReader();
    const first = await workOf(() => readHeads(values, reader));
    const again = await workOf(() => readHeads(structuredClone(values), reader));
    expect(again).toBeLessThan(first / 5);
    expect(readHeads(structuredClone(values), reader)).toEqual(readHeads(values));
  });

  it('are not read again by a tab that keeps another, or lists', async () => {
    const tab = new StoredVersions(memoryStore(recordsOf(1_000)), memoryBells()(), () => 1);
    const parsing = await workOf(() => readHeads(recordsOf(1_000)));
    const first = await workOf(() => tab.list());
    expect(first).toBeGreaterThan(parsing / 2);
    const version = await next(1);
    const kept = await workOf(() => tab.keep({ versions: [version] }));
    const fresh = new StoredVersions(memoryStore(recordsOf(1_000)), memoryBells()(), () => 1);
    const whole = await workOf(() => fresh.keep({ versions: [version] }));
    expect(whole - kept).toBeGreaterThan(parsing / 2);
    expect(await workOf(() => tab.list())).toBeLessThan(first / 4);
  });

  it('are read anew when what is said of them changes, or they become a trace', () => {
    const [head] = longHistory(1);
    if (!head) throw new Error('no head');
    const reader = new HeadReader();
    const read = (value: unknown) => {
      const list = readHeads(new Map([[headKey(head.id), value]]), reader);
      return [list.heads[0]?.label?.name, list.heads[0]?.carriedBy.length, list.traces.length];
    };
    const record = writeHead(head);
    expect(read(record)).toEqual([undefined, 0, 0]);
    expect(read({ ...record, label: { name: 'One', at: 1 } })).toEqual(['One', 0, 0]);
    expect(read({ ...record, label: { name: 'Two', at: 1 } })).toEqual(['Two', 0, 0]);
    expect(read({ ...record, carriedBy: [{ kind: 'link', at: 1 }] })).toEqual([undefined, 1, 0]);
    const { id, lineage, at } = head;
    expect(read({ kept: 'trace', id, lineage, at, parents: [] })).toEqual([
      undefined,
      undefined,
      1,
    ]);
    expect(read({ ...record, label: 5 })).toEqual([undefined, undefined, 0]);
    expect(read(record)).toEqual([undefined, 0, 0]);
  });
});
