import { expect, it } from 'vitest';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { leftInWords, progressInWords, totalInWords } from './batch-words';

const waiting = { bytes: 4_000_000, result: null, state: 'waiting' } as const;
const failed = { ...waiting, state: 'failed' } as const;
const content = new Blob([new Uint8Array(300_000)]);
const done = {
  bytes: 5_000_000,
  state: 'done',
  result: { ...exportAnswer, content, sha256: 'ab' },
} as const;

it('says how far a run is', () => {
  expect(progressInWords([waiting, done, done])).toBe('2 of 3 done');
  expect(progressInWords([failed, done, waiting])).toBe('1 of 3 done, 1 failed');
});

it('says what is left', () => {
  expect(leftInWords(null)).toBeNull();
  expect(leftInWords(3)).toBe('a few seconds left');
  expect(leftInWords(42)).toBe('about 40 s left');
  expect(leftInWords(125)).toBe('about 2 min left');
});

it('sums up what comes in, and of what is done what it was and is', () => {
  expect(totalInWords([waiting])).toBe('1 file, 4.0 MB');
  expect(totalInWords([waiting, failed])).toBe('2 files, 8.0 MB');
  expect(totalInWords([waiting, done, done, failed])).toBe('10 MB → 600 KB');
});
