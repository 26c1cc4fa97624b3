import { expect, it, vi } from 'vitest';
import { perhapsMeant } from '../base/nearest-name';
import { readDocument } from './read-document';

vi.mock('../base/nearest-name', { spy: true });

it('looks for near names only for the misfits that are listed', () => {
  const fields = Array.from({ length: 3_000 }, (_, at) => [`field ${at}`, 1] as const);
  const read = readDocument({ pipette: 2, operations: [], ...Object.fromEntries(fields) });
  if (!read.ok) throw new Error(read.error.message);
  const { problems } = read.value;
  expect(problems).toHaveLength(200);
  expect(problems.at(-1)?.came).toBe('more');
  expect(vi.mocked(perhapsMeant).mock.calls.length).toBeLessThanOrEqual(problems.length);
});
