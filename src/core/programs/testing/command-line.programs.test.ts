import { execFile } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportSettings, initialExportSettings } from '../../formats/settings';
import { initialValues } from '../../operations/define';
import { operationsById } from '../../operations/index';
import type { Pipeline } from '../../pipeline/pipeline';
import { checksumOf, executed, planFor, python } from '../../testing/programs';
import { imageOf, type Library, read, startVips } from '../../testing/vips';
import { javascriptProgram } from '../javascript/frame';
import { planProgram, type ProgramPlan } from '../plan';
import { pythonProgram } from '../python/frame';

let vips: Library;
let folder = '';
beforeAll(async () => {
  vips = await startVips();
  folder = mkdtempSync(join(tmpdir(), 'pipette-command-line-'));
  // So that the program finds wasm-vips, as after npm install beside it.
  const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
  symlinkSync(modules, join(folder, 'node_modules'));
});
afterAll(() => {
  vips.shutdown();
  rmSync(folder, { recursive: true });
});

const noResources = (): never => {
  throw new Error('nothing comes along');
};

const step = (operation: string, values: object = {}) => {
  const declared = operationsById.get(operation);
  if (!declared) throw new Error(`no operation ${operation}`);
  return {
    kind: 'known' as const,
    id: operation,
    operation,
    enabled: true,
    values: { ...initialValues(declared), ...values },
  };
};

const pipeline: Pipeline = {
  name: 'Warm portrait',
  steps: [
    step('crop'),
    step('exposure', { stops: 0.35 }),
    step('white-balance', { temperature: 5600 }),
    step('gaussian-blur', { radius: 1.5 }),
    step('vignette'),
    step('sharpen'),
  ],
};

function writePicture(path: string, width: number, height: number): Buffer {
  const data = new Uint8Array(width * height * 3).map((_, i) => (i * 7 + (i % 3) * 50) % 256);
  const image = imageOf(vips, { data, width, height, bands: 3, interpretation: 'srgb' });
  const bytes = image.pngsaveBuffer();
  image.delete();
  writeFileSync(path, bytes);
  return Buffer.from(bytes);
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (command: string, args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    execFile(command, [...args], { cwd: folder }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });

const languages = [
  { name: 'Python', file: 'pipeline.py', print: pythonProgram, command: () => python },
  {
    name: 'JavaScript',
    file: 'pipeline.mjs',
    print: javascriptProgram,
    command: () => process.execPath,
  },
] as const;

const settingsWith = (changes: Partial<ExportSettings>): ExportSettings => ({
  ...initialExportSettings(),
  ...changes,
});

const plan = (settings: ExportSettings, checksum: string | null = null): ProgramPlan =>
  planProgram(pipeline, settings, { ...planFor(pipeline, noResources).facts, checksum });

const pixelsOf = (bytes: Uint8Array) => read(vips, vips.Image.newFromBuffer(bytes));

describe.each(languages)(
  'a $name program',
  { timeout: 60_000 },
  ({ name, file, print, command }) => {
    const start = (text: string, ...args: string[]): Promise<Outcome> => {
      writeFileSync(join(folder, file), text);
      return run(command(), [file, ...args]);
    };
    const out = `out-${name}`;

    it('writes the pixels of the executor for files, folders and patterns', async () => {
      mkdirSync(join(folder, 'in', 'more'), { recursive: true });
      const first = writePicture(join(folder, 'in', 'one.png'), 61, 43);
      const second = writePicture(join(folder, 'in', 'more', 'one.png'), 30, 50);
      writePicture(join(folder, 'in', 'extra-1.png'), 9, 9);
      const text = print(plan(settingsWith({ format: 'png' })));
      const came = await start(
        text,
        'in/one.png',
        'in/more',
        'in/extra-*.png',
        '-o',
        out,
        '--jobs',
        '2',
      );
      expect(came).toMatchObject({ code: 0, err: '' });
      expect(came.out).toContain('3 done, 0 failed');
      for (const [made, source] of [
        ['one.png', first],
        ['one (2).png', second],
      ] as const) {
        const expected = executed(vips, pipeline, source, { png: noResources });
        const found = pixelsOf(readFileSync(join(folder, out, made)));
        expect(checksumOf(found)).toBe(checksumOf(expected));
      }
    });

    it('keeps results that exist, goes on after a broken file, and tells by its exit code', async () => {
      writeFileSync(join(folder, 'broken.png'), 'this is no picture');
      writePicture(join(folder, 'good.png'), 12, 12);
      const text = print(plan(settingsWith({ format: 'png' })));
      const first = await start(text, 'broken.png', 'good.png', 'missing.png', '-o', `${out}-2`);
      expect(first.code).toBe(1);
      expect(first.out).toContain('1 done, 2 failed');
      expect(first.err).toMatch(/broken\.png: /);
      expect(first.err).toContain('missing.png: no such file');
      expect(existsSync(join(folder, `${out}-2`, 'good.png'))).toBe(true);
      const again = await start(text, 'good.png', '-o', `${out}-2`);
      expect(again.code).toBe(1);
      expect(again.err).toContain('use --overwrite to replace it');
      const replaced = await start(text, 'good.png', '-o', `${out}-2`, '--overwrite');
      expect(replaced.code).toBe(0);
    });

    it('passes over what systems keep beside a person’s files, and says how much', async () => {
      mkdirSync(join(folder, 'kept', '__MACOSX'), { recursive: true });
      mkdirSync(join(folder, 'kept', 'x.png'), { recursive: true });
      for (const made of ['a.png', '._a.png', '.hidden.png', '__MACOSX/a.png']) {
        writePicture(join(folder, 'kept', made), 12, 12);
      }
      for (const made of ['.DS_Store', 'Thumbs.db', 'desktop.ini', 'notes.txt']) {
        writeFileSync(join(folder, 'kept', made), 'x');
      }
      const text = print(plan(settingsWith({ format: 'png' })));
      const came = await start(text, 'kept', 'kept/Thumbs.db', '-o', `${out}-6`);
      expect(came).toMatchObject({ code: 0, err: '5 files of the system were left out.\n' });
      expect(came.out).toContain('1 done, 0 failed');
      expect(readdirSync(join(folder, `${out}-6`))).toEqual(['a.png']);
      // What a shell makes of a star.
      const named = await start(text, 'kept/Thumbs.db', 'kept/a.png', '-o', `${out}-7`);
      expect(named).toMatchObject({ code: 0, err: '1 file of the system was left out.\n' });
      const starred = await start(text, 'kept/*.*', '-o', `${out}-8`);
      expect(starred.err).toContain('2 files of the system were left out.\n');
      expect(readdirSync(join(folder, `${out}-8`))).toEqual(['a.png']);
    });

    it('goes on with the rest when a process dies', async () => {
      const files = Array.from({ length: 5 }, (_, index) => `deadly-${index}.png`);
      for (const made of files) writePicture(join(folder, made), 12, 12);
      const text = print(plan(settingsWith({ format: 'png' })));
      // As if libvips brought the process down, which no program can prevent.
      const deadly =
        name === 'Python'
          ? text.replace(
              'data, made = encode(',
              'os._exit(9) if path.name == "deadly-1.png" else None\n        data, made = encode(',
            )
          : text.replace(
              'const { bytes, ...made',
              "if (file === 'deadly-1.png') process.kill(process.pid, 9);\n    const { bytes, ...made",
            );
      expect(deadly).not.toBe(text);
      const came = await start(deadly, ...files, '-o', `${out}-5`, '--jobs', '2');
      expect(came).toMatchObject({ code: 1 });
      expect(came.out).toContain('4 done, 1 failed');
      expect(came.err).toContain('deadly-1.png: the process that worked on it died');
      expect(readdirSync(join(folder, `${out}-5`)).filter((made) => /^deadly/.test(made))).toEqual(
        files.filter((made) => made !== 'deadly-1.png'),
      );
    });

    it('explains itself when it is called wrongly', async () => {
      const came = await start(print(plan(settingsWith({}))), 'good.png');
      expect(came.code).toBe(2);
      expect(came.err).toMatch(/usage: /);
    });

    it('writes with the export settings: format, quality, size, name', async () => {
      const settings = settingsWith({
        size: 'custom',
        resize: { ...initialExportSettings().resize, longEdge: 20 },
        fileName: 'small ☃',
      });
      writePicture(join(folder, 'wide.png'), 64, 40);
      const came = await start(print(plan(settings)), 'wide.png', '-o', `${out}-3`);
      expect(came).toMatchObject({ code: 0, err: '' });
      const bytes = readFileSync(join(folder, `${out}-3`, 'small ☃.jpg'));
      expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
      expect(pixelsOf(bytes)).toMatchObject({ width: 20, height: 12 });
      // The profile says what the numbers mean.
      expect(bytes.includes('ICC_PROFILE')).toBe(true);
    });

    it('names results by the pattern, and writes the newer formats', async () => {
      writePicture(join(folder, 'wide.png'), 64, 40);
      const named = { format: 'avif', fileName: '{name}-{pipeline|slug}-q{quality}' };
      const came = await start(print(plan(settingsWith(named))), 'wide.png', '-o', `${out}-4`);
      expect(came).toMatchObject({ code: 0, err: '' });
      const [name = ''] = readdirSync(join(folder, `${out}-4`));
      expect(name).toMatch(/^wide-.*-q55\.avif$/);
      const bytes = readFileSync(join(folder, `${out}-4`, name));
      expect(bytes.subarray(4, 12).toString('latin1')).toBe('ftypavif');
    });

    it('verifies that pixels are the same here, and notices when they are not', async () => {
      const wrong = await start(print(plan(settingsWith({}), '0'.repeat(64))), '--verify');
      expect(wrong.code).toBe(1);
      expect(wrong.out).toMatch(
        /^FAIL: [0-9a-f]{64} \(libvips 8\.18\.7 here, 8\.18\.7 in the browser/,
      );
      const checksum = /[0-9a-f]{64}/.exec(wrong.out)?.[0] ?? '';
      const right = await start(print(plan(settingsWith({}), checksum)), '--verify');
      expect(right).toMatchObject({ code: 0 });
      expect(right.out).toMatch(/^PASS: /);
    });
  },
);
