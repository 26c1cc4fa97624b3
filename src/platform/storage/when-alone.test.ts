import { expect, it } from 'vitest';
import { whenAlone } from './when-alone';

it('drops nothing while other tabs of this site are open, which may know of it', async () => {
  let dropped = 0;
  const open = async (...locks: readonly string[]): Promise<number> => {
    await whenAlone(
      () => Promise.resolve(new Set(locks)),
      'pipette:/here/:',
      () => Promise.resolve((dropped += 1)),
    );
    return dropped;
  };
  expect(await open('pipette:/here/:workspace:1', 'pipette:/here/:workspace:2')).toBe(0);
  expect(await open('pipette:/here/:workspace:1', 'pipette:/there/:workspace:1')).toBe(1);
  expect(await open('pipette:/here/:workspace:1', 'pipette:/here/:batch:1')).toBe(2);
  expect(await open()).toBe(3);
});
