import { ok } from '../../../base/result';
import { isHistory } from '../../../pipeline/versions/history-file';
import { isHistoryText, readHistoryText } from '../../project/history-text';
import type { Carrier } from '../carrier';

export const history = {
  from: 'history',
  endings: [],
  words: null,
  readText: (came) => {
    if (!isHistoryText(came.text) && !isHistory(came.object)) return null;
    const read = readHistoryText(came.text);
    return read.ok ? ok({ kind: 'history', history: read.value }) : read;
  },
  readZip: null,
} as const satisfies Carrier;
