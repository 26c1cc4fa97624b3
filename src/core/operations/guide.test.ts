import { expect, it } from 'vitest';
import { operationsGuide } from './guide';
import { operations } from './index';

const guide = operationsGuide(operations);

it('says what a value means that a document leaves out, where a new step begins otherwise', () => {
  expect(guide).toContain('| 0 EV (left out: +0.5 EV) |');
  // Where a new step begins with the very same, that is said once.
  expect(guide).toContain('| Long edge | `longEdge` | 1 px to 65535 px | 1920 px |');
  for (const { id, parameters, start } of operations) {
    for (const [name, parameter] of parameters) {
      const differs = parameter.inWords(start[name]) !== parameter.inWords(parameter.initial);
      const [, row = ''] = guide.split(`pictures/${id}.webp)`);
      const line = row.split('\n').find((one) => one.includes(`| \`${name}\` |`));
      expect([id, name, line?.includes('(left out: ')]).toEqual([id, name, differs]);
    }
  }
});
