import { expect, it } from 'vitest';
import { limitsTable } from './limits-table';

it('says the limits in words that hold their numbers', () => {
  const table = new Map(limitsTable);
  expect(table.get('Picture file')).toBe('256 MiB');
  expect(table.get('Picture size')).toBe('asks above 100 MP, refuses above 400 MP');
  expect(table.get('WebP that is written')).toBe('16,383 px per side');
  expect(table.get('One job')).toBe('10 minutes, 30 s without progress');
  expect(table.size).toBe(limitsTable.length);
});
