import { expect, it } from 'vitest';
import { appError } from '../core/errors';
import { initialExportSettings } from '../core/formats/settings';
import type { Engine } from '../core/jobs';
import { pipelineForReport } from '../core/testing/report-content';
import { fail, ok, type Result } from '../core/result';
import { Programs } from './programs.svelte';

const checksum = '0123456789abcdef'.repeat(4);

/** The engine as to checksums: a newer request takes the place of the one before. */
function engineForChecksums(): Pick<Engine, 'state' | 'checksum'> {
  let discard: () => void = () => undefined;
  return {
    state: { kind: 'starting' },
    checksum: () =>
      new Promise<Result<string>>((resolve) => {
        discard();
        discard = () => resolve(fail(appError('JOB-CANCELLED', 'Replaced.')));
        setTimeout(() => resolve(ok(checksum)), 1);
      }),
  };
}

it('verifies the program on screen also while it is written for an archive', async () => {
  const saved: Blob[] = [];
  const programs = new Programs(
    engineForChecksums(),
    { pipeline: pipelineForReport(), settings: initialExportSettings() },
    (file) => saved.push(file),
    () => Promise.resolve(true),
    () => Promise.reject(new Error('no lettering is needed')),
    () => Promise.resolve(null),
    '1.0.0',
    () => [],
  );
  expect(await programs.printed('python')).toContain(checksum);
  programs.refresh();
  const [archived] = await Promise.all([programs.printed('python'), programs.download()]);
  expect(archived).toContain(checksum);
  expect(programs.verified).toBe(true);
  expect(await saved[0]?.text()).toBe(archived);
});
