import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../formats/settings';
import { initialValues } from '../../operations/define';
import { operationsById } from '../../operations/index';
import type { Pipeline } from '../../pipeline/pipeline';
import { checksumOf, executed, planFor, python } from '../../testing/programs';
import { testResources } from '../../testing/resources';
import { imageOf, type Library, read, startVips } from '../../testing/vips';
import { planProgram } from '../plan';
import { clusterProgram } from '../python/cluster';

let vips: Library;
let folder = '';
const children: ChildProcess[] = [];
beforeAll(async () => {
  vips = await startVips();
  folder = mkdtempSync(join(tmpdir(), 'pipette-cluster-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  vips.shutdown();
  rmSync(folder, { recursive: true });
});

const pipeline: Pipeline = {
  name: 'On a cluster',
  steps: ['contrast', 'text-watermark', 'sharpen'].map((operation) => {
    const declared = operationsById.get(operation);
    if (!declared) throw new Error(`no operation ${operation}`);
    const values = initialValues(declared);
    return { kind: 'known', id: operation, operation, enabled: true, values };
  }),
};

const count = 60;
const broken = 17;
const nameOf = (index: number): string => `picture-${String(index).padStart(2, '0')}.png`;

/** Starts a program of Dask and resolves when its output has the words. */
const started = (
  args: readonly string[],
  words: RegExp,
): Promise<{ child: ChildProcess; found: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(python, ['-m', ...args], { cwd: folder });
    children.push(child);
    let text = '';
    const look = (chunk: Buffer): void => {
      text += chunk.toString();
      const match = words.exec(text);
      if (match) resolve({ child, found: match[1] ?? match[0] });
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended (${code}): ${text}`)));
  });

interface Outcome {
  readonly code: number | null;
  readonly text: string;
}

function runProgram(args: readonly string[], onText: (text: string) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, PYTHONIOENCODING: 'cp1252' };
    const child = spawn(python, ['cluster.py', ...args], { cwd: folder, env });
    children.push(child);
    let text = '';
    const look = (chunk: Buffer): void => {
      text += chunk.toString();
      onText(text);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('close', (code) => resolve({ code, text }));
  });
}

describe('the program for a cluster', () => {
  it(
    'makes every good file although one is broken and a worker is killed',
    { timeout: 120_000 },
    async () => {
      mkdirSync(join(folder, 'in'));
      const sources = Array.from({ length: count }, (_, index) => {
        const [width, height] = [80 + index, 60];
        const data = new Uint8Array(width * height * 3).map((_, i) => (i * (index + 3)) % 256);
        const image = imageOf(vips, { data, width, height, bands: 3, interpretation: 'srgb' });
        const bytes = image.pngsaveBuffer();
        image.delete();
        const path = join(folder, 'in', nameOf(index));
        writeFileSync(path, index === broken ? bytes.subarray(0, 20) : bytes);
        return bytes;
      });
      const settings = { ...initialExportSettings(), format: 'png' };
      const { facts } = planFor(pipeline, (resource) => testResources.png(resource));
      writeFileSync(
        join(folder, 'cluster.py'),
        clusterProgram(planProgram(pipeline, settings, facts)),
      );

      const scheduler = ['distributed.cli.dask_scheduler', '--port', '0', '--no-dashboard'];
      const { found: address } = await started(scheduler, /(tcp:\/\/[\d.]+:\d+)/);
      const worker = (name: string) =>
        started(
          [
            'distributed.cli.dask_worker',
            address,
            '--name',
            name,
            '--nthreads',
            '1',
            '--no-nanny',
            '--no-dashboard',
            '--memory-limit',
            '1GiB',
          ],
          /Registered to/,
        );
      const [, victim] = await Promise.all([worker('stays'), worker('dies')]);
      const out = join(folder, 'out');
      let isKilled = false;
      const watch = setInterval(() => {
        // In the middle: when the first results are there.
        if (isKilled || !existsSync(join(out, nameOf(5)))) return;
        isKilled = true;
        victim.child.removeAllListeners('exit');
        victim.child.kill('SIGKILL');
      }, 5);
      const args = ['in', '-o', 'out', '--scheduler', address];
      const first = await runProgram(args, () => undefined);
      clearInterval(watch);
      expect(first.text).toContain(`${count - 1} done, 0 skipped, 1 failed`);
      expect([first.code, isKilled]).toEqual([1, true]);

      const rows = readFileSync(join(out, 'manifest.csv'), 'utf8').trimEnd().split(/\r?\n/);
      expect(rows[0]).toBe('\ufeffname,bytes,sha256,seconds,error,notice,source,target');
      expect(rows).toHaveLength(count + 1);
      for (const [index, source] of sources.entries()) {
        if (index === broken) continue;
        const bytes = readFileSync(join(out, nameOf(index)));
        const expected = executed(vips, pipeline, source, testResources);
        expect(checksumOf(read(vips, vips.Image.newFromBuffer(bytes)))).toBe(checksumOf(expected));
        const hash = createHash('sha256').update(bytes).digest('hex');
        expect(rows.find((row) => row.includes(nameOf(index)))).toContain(hash);
      }
      expect(rows.find((row) => row.includes(nameOf(broken)))).toMatch(
        /,"?.*pngload|unable|libspng/i,
      );

      const again = await runProgram(args, () => undefined);
      expect(again.text).toContain(`0 done, ${count - 1} skipped, 1 failed`);
      // What earlier runs made stays in the manifest, and its names stay theirs.
      expect(readFileSync(join(out, 'manifest.csv'), 'utf8').trim().split(/\r?\n/)).toHaveLength(
        count + 1,
      );
      mkdirSync(join(folder, 'other'));
      writeFileSync(join(folder, 'other', nameOf(3)), sources[40] ?? '');
      const more = ['other', '-o', 'out', '--scheduler', address];
      const other = await runProgram(more, () => undefined);
      expect(other.text).toContain('1 done, 0 skipped, 0 failed');
      expect(readFileSync(join(out, nameOf(3).replace('.png', ' (2).png')))).toEqual(
        readFileSync(join(out, nameOf(40))),
      );

      // Names that tell the size are known only when a picture is made.
      const measured = { ...settings, fileName: '{name}-{width}' };
      writeFileSync(
        join(folder, 'cluster.py'),
        clusterProgram(planProgram(pipeline, measured, facts)),
      );
      const sized = ['in/picture-0*', '-o', 'sized', '--scheduler', address];
      const named = await runProgram(sized, () => undefined);
      expect(named.text).toContain('10 done, 0 skipped, 0 failed');
      expect(readdirSync(join(folder, 'sized')).sort()).toEqual([
        'manifest.csv',
        ...Array.from({ length: 10 }, (_, index) => `picture-0${index}-${80 + index}.png`),
      ]);
      const unchanged = await runProgram(sized, () => undefined);
      expect(unchanged.text).toContain('0 done, 10 skipped, 0 failed');

      const verified = await runProgram(['--verify', '--scheduler', address], () => undefined);
      expect(verified.text).toMatch(/UNKNOWN|FAIL/);
    },
  );

  const troubles: Pipeline = { name: 'Nothing', steps: [] };
  const programOf = (fileName: string): string => {
    const settings = { ...initialExportSettings(), format: 'png', fileName };
    const { facts } = planFor(troubles, (resource) => testResources.png(resource));
    return clusterProgram(planProgram(troubles, settings, facts));
  };
  const alone = ['--workers', '1', '--memory', '1GiB'];

  it(
    'counts as people do, and tells of damage in one sentence and in the manifest',
    { timeout: 120_000 },
    async () => {
      let seed = 1;
      const data = new Uint8Array(90_000).map(() => (seed = (seed * 48_271) % 0x7fffffff));
      const image = imageOf(vips, {
        data,
        width: 200,
        height: 150,
        bands: 3,
        interpretation: 'srgb',
      });
      const whole = image.pngsaveBuffer();
      image.delete();
      mkdirSync(join(folder, 'hurt'));
      const write = (name: string, bytes: Uint8Array): void =>
        writeFileSync(join(folder, 'hurt', name), bytes);
      write('img_10.png', whole);
      write('IMG_9.png', whole.subarray(0, whole.length / 2));
      write('\u{1f600}.png', whole);
      write('._img_1.png', new Uint8Array(100));
      write('Thumbs.db', new Uint8Array(100));
      for (let number = 1; number <= 7; number += 1) write(`img_${number}.png`, whole);
      writeFileSync(join(folder, 'cluster.py'), programOf('\uff1d{index} {name}'));
      const came = await runProgram(['hurt', '-o', 'mended', ...alone], () => undefined);
      expect(came.text).toContain('10 done, 0 skipped, 0 failed');
      expect(came.text).toContain('2 files of the system were left out.');
      expect(came.text.match(/.*damaged.*/gu)).toEqual([
        expect.stringMatching(/hurt\/IMG_9\.png: damaged; what could be read was used$/u),
      ]);
      expect(readdirSync(join(folder, 'mended')).sort()).toEqual([
        'manifest.csv',
        ...Array.from({ length: 7 }, (_, index) => `\uff1d0${index + 1} img_${index + 1}.png`),
        '\uff1d08 IMG_9.png',
        '\uff1d09 img_10.png',
        '\uff1d10 \u{1f600}.png',
      ]);
      const rows = readFileSync(join(folder, 'mended', 'manifest.csv'), 'utf8').split(/\r?\n/);
      expect(rows.filter((row) => row.includes('damaged; what could be read was used'))).toEqual([
        // A spreadsheet takes the wide letter for a formula, too.
        expect.stringContaining("'\uff1d08 IMG_9.png"),
      ]);

      // A run that was killed leaves parts of its manifest; the next one puts them together.
      const manifest = join(folder, 'mended', 'manifest.csv');
      renameSync(manifest, join(folder, 'mended', 'manifest.20260102-030405-6-000000.csv'));
      writeFileSync(join(folder, 'cluster.py'), programOf(''));
      writeFileSync(join(folder, 'few.txt'), 'hurt/img_1.png\n\nhurt/img_10.png\n');
      const listed = await runProgram(['@few.txt', '-o', 'mended', ...alone], () => undefined);
      expect(listed.text).toContain('2 done, 0 skipped, 0 failed');
      const kept = readFileSync(manifest, 'utf8').trimEnd().split(/\r?\n/);
      expect(kept).toHaveLength(rows.length - 1);
      expect(kept.filter((row) => /,img_10?\.png$|\/img_10?\.png$/u.test(row))).toHaveLength(2);
      expect(readdirSync(join(folder, 'mended')).filter((name) => name.endsWith('.csv'))).toEqual([
        'manifest.csv',
      ]);

      // What a killed run could not tell of any more is not made twice.
      writeFileSync(manifest, '');
      const untold = await runProgram(['@few.txt', '-o', 'mended', ...alone], () => undefined);
      expect(untold.text).toContain('0 done, 2 skipped, 0 failed');
      expect(readFileSync(manifest, 'utf8').match(/made by a run that was cut off/gu)).toHaveLength(
        2,
      );
    },
  );

  it('leaves no part of a result when it is stopped', { timeout: 120_000 }, async () => {
    mkdirSync(join(folder, 'few'));
    for (const name of ['a.png', 'b.png']) {
      const small = imageOf(vips, {
        data: new Uint8Array(300),
        width: 10,
        height: 10,
        bands: 3,
        interpretation: 'srgb',
      });
      writeFileSync(join(folder, 'few', name), small.pngsaveBuffer());
      small.delete();
    }
    const text = programOf('');
    const writes = 'files.pipe_file(path, result)';
    expect(text).toContain(writes);
    // The second picture is written beside its place, and never gets there.
    const waiting = `${writes}
            if source.endswith("b.png"):
                files.touch(path + ".busy")
                __import__("threading").Event().wait()`;
    writeFileSync(join(folder, 'cluster.py'), text.replace(writes, waiting));
    const out = join(folder, 'few-out');
    let isStopped = false;
    let running: ChildProcess | null = null;
    const watch = setInterval(() => {
      const isBusy = existsSync(out) && readdirSync(out).some((name) => name.endsWith('.busy'));
      if (isStopped || !isBusy) return;
      isStopped = true;
      running?.kill('SIGINT');
    }, 5);
    const run = runProgram(['few', '-o', 'few-out', ...alone], () => undefined);
    running = children.at(-1) ?? null;
    const came = await run;
    clearInterval(watch);
    expect(came.text).toMatch(/stopped: [01] done, 0 skipped, 0 failed/);
    expect(came.code).toBe(130);
    const left = readdirSync(out).filter((name) => !name.endsWith('.busy'));
    expect(left.filter((name) => name.startsWith('.part-'))).toEqual([]);
    expect(left).toContain('manifest.csv');
  });
});
