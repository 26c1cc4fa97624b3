import { afterAll, beforeAll, expect, it } from 'vitest';
import { row } from '../../testing/reference';
import { imageOf, type Library, runOperation, startVips } from '../../testing/vips';
import { initialValues, type Values } from '../define';
import { splitTone } from './split-tone';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

const greys = Uint8Array.from({ length: 3 * 256 }, (_, at) => Math.floor(at / 3));
const toned = (values: Values) =>
  runOperation(
    vips,
    splitTone,
    { ...initialValues(splitTone), ...values },
    imageOf(vips, row(greys, 3)),
  ).data;

it('with all balance on one side leaves the other without colour, and doubles the first', () => {
  const amounts = { shadowAmount: 30, highlightAmount: 30 };
  expect(toned({ ...amounts, balance: 100 })).toEqual(
    toned({ shadowAmount: 0, highlightAmount: 60 }),
  );
  expect(toned({ ...amounts, balance: -100 })).toEqual(
    toned({ shadowAmount: 60, highlightAmount: 0 }),
  );
  expect(toned({ ...amounts, balance: 100 })).not.toEqual(toned({ ...amounts, balance: -100 }));
});
