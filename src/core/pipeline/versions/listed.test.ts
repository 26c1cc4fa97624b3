import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readListed, versionsOfList } from './listed';
import { versionIdForm } from './version';

const saved: unknown = JSON.parse(
  readFileSync(new URL('./saved/versions-1.json', import.meta.url), 'utf8'),
);
const records = Object.values(saved as Record<string, unknown>);
const listed = records.flatMap((record) => readListed(record) ?? []);

it('reads every record of the list that there was before, and nothing else', () => {
  expect(listed).toHaveLength(records.length);
  expect(readListed({ ...listed[0], reason: 'checkpoint' })).toBeNull();
  expect(readListed({ ...listed[0], at: 'yesterday' })).toBeNull();
  expect(readListed({ ...listed[0], at: -0 })).toBeNull();
  expect(readListed(7)).toBeNull();
});

it('makes versions of them, those that share steps in one line', async () => {
  const versions = await versionsOfList(listed);
  const [first, second, third, other] = versions;
  expect(versions.map(({ reason, title }) => [reason, title])).toEqual([
    ['export', 'Portrait'],
    ['left', 'Portrait'],
    ['asked', 'Portrait'],
    ['replaced', 'Web'],
  ]);
  expect(versions.map(({ carriedBy }) => carriedBy.length)).toEqual([1, 0, 0, 0]);
  expect(versions.every(({ id }) => versionIdForm.test(id))).toBe(true);
  expect([first?.parents, second?.parents, third?.parents, other?.parents]).toEqual([
    [],
    [first?.id],
    [second?.id],
    [],
  ]);
  expect([second?.lineage, third?.lineage, other?.lineage]).toEqual([
    first?.id,
    first?.id,
    other?.id,
  ]);
});

it('makes the same versions whoever does it and in whatever order', async () => {
  const ids = async (list: typeof listed) =>
    new Set((await versionsOfList(list)).map(({ id, lineage }) => `${id} ${lineage}`));
  expect(await ids(listed.toReversed())).toEqual(await ids(listed));
});
