import { describe, expect, it } from 'vitest';
import type { VersionHead } from './version';
import { dayInWords } from '../../base/moment-words';
import { versionReason, versionTitle } from './version-words';

const head = (more: Partial<VersionHead> = {}): VersionHead => ({
  id: '0000000000000000',
  lineage: '0000000000000000',
  parents: [],
  at: 0,
  reason: 'checkpoint',
  carriedBy: [],
  title: 'Untitled',
  steps: 2,
  operations: [],
  bytes: 10,
  ...more,
});
const label = { name: 'Golden hour', at: 1 };

describe('a version in words', () => {
  it.each([
    [head(), 'Edited', '2 steps'],
    [head({ reason: 'asked', label }), 'Golden hour', 'Named by you'],
    [head({ reason: 'asked' }), 'Kept', 'Kept by you'],
    [
      head({ reason: 'opened', about: 'red-panda.jpg', steps: 0 }),
      'Opened',
      'red-panda.jpg, no steps',
    ],
    [
      head({ reason: 'export', carriedBy: [{ kind: 'export', at: 1, name: 'panda.jpg' }] }),
      'Exported',
      'panda.jpg',
    ],
    [
      head({
        reason: 'import',
        about: 'x.json',
        carriedBy: [
          { kind: 'export', at: 1, name: 'a.jpg' },
          { kind: 'export', at: 2, name: 'b.jpg' },
          { kind: 'link', at: 3 },
        ],
      }),
      'Imported',
      'from “x.json”, exported as b.jpg, link copied',
    ],
    [head({ reason: 'link', carriedBy: [{ kind: 'link', at: 1 }] }), 'Link copied', '2 steps'],
    [
      head({
        reason: 'link',
        carriedBy: [
          { kind: 'export', at: 2 },
          { kind: 'link', at: 1 },
        ],
      }),
      'Link copied',
      '2 steps, exported',
    ],
    [
      head({ reason: 'asked', label, carriedBy: [{ kind: 'report', at: 2, name: 'r.html' }] }),
      'Golden hour',
      'Named by you, in the report r.html',
    ],
    [head({ reason: 'replaced', about: 'Portrait' }), 'Replaced', 'before “Portrait”'],
    [head({ reason: 'merge', label, about: 'Client' }), 'Golden hour', 'Merged, from “Client”'],
    [head({ reason: 'checkpoint', label: { name: ' ', at: 1 } }), 'Edited', 'Edited, 2 steps'],
  ])('%#', (version, title, reason) => {
    expect([versionTitle(version), versionReason(version)]).toEqual([title, reason]);
  });
});

describe('dayInWords', () => {
  it.each([
    ['2026-11-27', 'Today'],
    ['2026-11-26', 'Yesterday'],
    ['2026-11-23', 'Monday 23 November'],
    ['2025-12-31', '31 December 2025'],
  ])('%s is %s', (day, words) => expect(dayInWords(day, '2026-11-27')).toBe(words));
});
