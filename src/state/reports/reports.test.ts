import { nothingKept } from '../versions/outgoing';
import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { reportContent } from '../../core/testing/answers/report-content';
import { Reports } from './reports.svelte';
import { workspaceWith } from '../testing';

const { facts, pictures } = reportContent();
const drawn = pictures ? ok(pictures) : fail(appError('JOB-FAILED', 'No pictures.'));

it('shows a report only as what it is: of its kind, on its picture, under its name', async () => {
  const { workspace, show } = workspaceWith(openedPicture(), openedPicture());
  await show(0);
  const saved: string[] = [];
  const reports = new Reports(
    {
      reportPictures: () => Promise.resolve(drawn),
      export: () => Promise.resolve(ok(exportAnswer)),
    },
    workspace,
    { reports: new Map(), result: null, idle: true },
    {
      save: (_file, name) => saved.push(name),
      copyText: () => Promise.resolve('copied'),
      outgoing: nothingKept,
      show: () => Promise.resolve(),
      print: () => Promise.resolve(),
      environment: () => facts.environment,
      schema: 'schema.json',
      link: () => Promise.resolve(null),
      speed: () => ({ profile: null, suggestions: null }),
      fileName: ({ source }, extension) => `${source.name}.${extension}`,
    },
  );
  reports.kind = 'technical';
  const stop = reports.follow();
  flushSync();
  await vi.waitFor(() => expect(reports.current).toBe(true), { timeout: 20_000 });
  expect(reports.made?.order.kind).toBe('technical');
  reports.kind = 'guide';
  expect(reports.made).toBeNull();
  expect(reports.download('json')).toBeNull();
  reports.kind = 'technical';
  expect(reports.made?.order.kind).toBe('technical');
  reports.download('json');
  expect(saved).toEqual([expect.stringMatching(/-technical-report\.json$/)]);
  await show(1);
  expect(reports.made).toBeNull();
  stop();
});
