import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { python } from '../../testing/programs';
import { programLanguages } from '../index';
import { everyPlan } from './plans';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipette-printed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('has everything that it uses, once, and imports nothing else', async () => {
  for (const language of programLanguages) {
    if (language.extension !== 'py') continue;
    for (const { name, plan } of everyPlan({ name: 'All', steps: [] })) {
      writeFileSync(join(folder, `${language.id} ${name}.py`), language.print(plan));
    }
  }
  // F: names that are missing, unused or twice there.
  const args = ['-m', 'ruff', 'check', '--isolated', '--no-cache', '--select', 'F', folder];
  const found = await promisify(execFile)(python, args).catch((error: unknown) => error);
  expect(found).toMatchObject({ stdout: expect.stringContaining('All checks passed!') });
});
