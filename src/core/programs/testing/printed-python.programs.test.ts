import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { python } from '../../testing/programs';
import { inNaturalOrder } from '../../naming/natural-order';
import { programLanguages } from '../index';
import { everyPlan } from './plans';

const run = promisify(execFile);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipette-printed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('a printed program has everything that it uses, once, and imports nothing else', async () => {
  for (const language of programLanguages) {
    if (language.extension !== 'py') continue;
    const print = await language.printer();
    for (const { name, plan } of everyPlan({ name: 'All', steps: [] })) {
      writeFileSync(join(folder, `${language.id} ${name}.py`), print(plan));
    }
  }
  // F: names that are missing, unused or twice there.
  const args = ['-m', 'ruff', 'check', '--isolated', '--no-cache', '--select', 'F', folder];
  const found = await run(python, args).catch((error: unknown) => error);
  expect(found).toMatchObject({ stdout: expect.stringContaining('All checks passed!') });
});

it('a file of the runtime is a module: names come in the order of the app', async () => {
  const names = ['IMG_10.png', 'img_2.png', 'a 2.jpg', 'a.jpg', 'b/1.gif', 'b/01.gif', 'É.png'];
  const code =
    'import json, sys\nfrom runtime.naming.names import natural_key\n' +
    'print(json.dumps(sorted(json.loads(sys.argv[1]), key=natural_key)))';
  const { stdout } = await run(python, ['-B', '-c', code, JSON.stringify(names)], {
    cwd: fileURLToPath(new URL('../python', import.meta.url)),
  });
  expect(JSON.parse(stdout)).toEqual(inNaturalOrder(names, (name) => name));
});
