import { ok } from '../../../base/result';
import { backupName } from '../../backup';
import type { Carrier } from '../carrier';

export const backup = {
  from: 'backup',
  endings: [],
  words: null,
  readText: null,
  readZip: ({ entries }) =>
    Promise.resolve(
      entries.some(({ name }) => name === backupName) ? ok({ kind: 'backup' }) : null,
    ),
} as const satisfies Carrier;
