import { expect, it } from 'vitest';
import { formats } from '../../core/formats/index';
import { limitsTable } from './limits-table';

const table = new Map(limitsTable);

it('says the limits in words that hold their numbers', () => {
  expect(table.get('Picture file')).toBe('268 MB');
  expect(table.get('Picture size')).toBe('asks above 100 MP, refuses above 400 MP');
  expect(table.get('WebP that is written')).toBe('16,383 px per side');
  expect(table.get('One job')).toBe(
    '10 minutes, more for slow formats; 30 s without a sign of life',
  );
  expect(table.size).toBe(limitsTable.length);
});

it('says how large every format can be written', () => {
  for (const { label, longestSide } of formats) {
    const words = `${longestSide.toLocaleString('en-GB')} px per side`;
    expect(table.get(`${label} that is written`), label).toBe(words);
  }
});

it('counts bytes as all of the screen does, in powers of 1,000', () => {
  expect(limitsTable.map(([, limit]) => limit).join()).not.toMatch(/[KMG]iB/);
});
