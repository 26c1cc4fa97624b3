import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
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
import { planFor, python } from '../../testing/programs';
import { imageOf, type Library, startVips } from '../../testing/vips';
import { javascriptProgram } from '../javascript/frame';
import { planProgram } from '../plan';
import { pythonProgram } from '../python/frame';

let vips: Library;
let folder = '';
const children: ChildProcess[] = [];
beforeAll(async () => {
  vips = await startVips();
  folder = mkdtempSync(join(tmpdir(), 'pipette-troubles-'));
  const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
  symlinkSync(modules, join(folder, 'node_modules'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  vips.shutdown();
  rmSync(folder, { recursive: true });
});

/** Noise, so that half of the file is about half of the picture. */
function pictureBytes(side = 12): Buffer {
  let seed = 1;
  const data = new Uint8Array(side * side * 3).map(() => (seed = (seed * 48_271) % 0x7fffffff));
  const image = imageOf(vips, {
    data,
    width: side,
    height: side,
    bands: 3,
    interpretation: 'srgb',
  });
  const bytes = image.pngsaveBuffer();
  image.delete();
  return Buffer.from(bytes);
}

function writePictures(inside: string, names: readonly string[]): void {
  mkdirSync(join(folder, inside), { recursive: true });
  for (const name of names) writeFileSync(join(folder, inside, name), pictureBytes());
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (command: string, args: readonly string[], env: object = {}): Promise<Outcome> =>
  new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, ...env } };
    execFile(command, [...args], options, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });

/** Where a program has written a result that is not in its place yet, and what to do there. */
interface Language {
  readonly name: string;
  readonly file: string;
  readonly print: typeof pythonProgram;
  readonly command: () => string;
  /** The statement that writes a result beside its place. */
  readonly writes: string;
  readonly when: (file: string, what: string) => string;
  readonly dies: string;
  readonly waits: string;
}

const languages: readonly Language[] = [
  {
    name: 'Python',
    file: 'pipeline.py',
    print: pythonProgram,
    command: () => python,
    writes: 'part.write_bytes(data)',
    when: (file, what) => `\n        if path.name == "${file}":\n            ${what}`,
    dies: 'os._exit(9)',
    waits: 'print("BUSY", flush=True); __import__("threading").Event().wait()',
  },
  {
    name: 'JavaScript',
    file: 'pipeline.mjs',
    print: javascriptProgram,
    command: () => process.execPath,
    writes: 'fs.writeFileSync(part, bytes);',
    when: (file, what) => `\nif (path.basename(file) === '${file}') { ${what} }`,
    dies: 'process.kill(process.pid, 9);',
    waits: "fs.writeSync(1, 'BUSY'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
  },
];

const programOf = (print: Language['print'], changes: Partial<ExportSettings> = {}): string => {
  const pipeline = { name: 'Nothing', steps: [] };
  const settings = { ...initialExportSettings(), format: 'png', ...changes };
  const { facts } = planFor(pipeline, () => new Uint8Array());
  return print(planProgram(pipeline, settings, facts));
};

const resultsIn = (out: string): string[] => readdirSync(join(folder, out)).sort();

describe.each(languages)('a $name program', { timeout: 60_000 }, (language) => {
  const { name, file, print, command, writes, when } = language;
  const named = (text: string): string => `${text}-${name}`;
  const write = (text: string): void => writeFileSync(join(folder, file), text);
  /** The program, which does something when it has just written the result of one file. */
  const troubled = (source: string, what: string): string => {
    const text = programOf(print);
    expect(text).toContain(writes);
    return text.replace(writes, writes + when(source, what));
  };

  it('prints names that the console has no letters for', async () => {
    const names = ['\u{1f600} snow \u2603.png', 'Zo\u00eb.png', '\u738b.png'];
    writePictures(named('emoji'), names);
    for (const [index, wrong] of ['', 'missing \u{1f600}.png'].entries()) {
      write(programOf(print));
      const out = named(`emoji-out-${index}`);
      const args = [file, named('emoji'), ...(wrong === '' ? [] : [wrong]), '-o', out];
      const came = await run(command(), args, { PYTHONIOENCODING: 'cp1252' });
      expect(came.out).toContain(`3 done, ${index} failed`);
      expect(came.code).toBe(index);
      expect(resultsIn(out)).toEqual([...names].sort());
    }
  });

  it('goes on when nobody reads what it prints any more', async () => {
    writePictures(named('deaf'), ['a.png', 'b.png', 'c.png']);
    write(programOf(print));
    const args = [file, named('deaf'), '-o', named('deaf-out')];
    const child = spawn(command(), args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(resultsIn(named('deaf-out'))).toEqual(['a.png', 'b.png', 'c.png']);
    expect(code).toBe(0);
  });

  it('leaves no part of a result when a process dies that has written it', async () => {
    const names = ['a.png', 'b.png', 'c.png'];
    writePictures(named('dying'), names);
    write(troubled('b.png', language.dies));
    const args = [file, named('dying'), '-o', named('dying-out'), '--jobs', '2'];
    const came = await run(command(), args);
    expect(came.out).toContain('2 done, 1 failed');
    expect(resultsIn(named('dying-out'))).toEqual(['a.png', 'c.png']);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves no part of a result after %s, and ends at once',
    async (signal) => {
      const [inside, out] = [named(`stopped-${signal}`), named(`stopped-out-${signal}`)];
      writePictures(inside, ['a.png', 'b.png', 'c.png', 'd.png']);
      write(troubled('b.png', language.waits));
      const args = [file, inside, '-o', out, '--jobs', '2'];
      // A group of its own, which Ctrl+C reaches as a whole.
      const child = spawn(command(), args, { cwd: folder, detached: true });
      children.push(child);
      let text = '';
      const ended = new Promise((resolve) => child.once('close', resolve));
      await new Promise<void>((resolve) => {
        child.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (text.includes('BUSY')) resolve();
        });
      });
      expect(resultsIn(out).some((one) => one.startsWith('.part-'))).toBe(true);
      const pid = child.pid ?? Number.NaN;
      process.kill(signal === 'SIGINT' ? -pid : pid, signal);
      expect(await ended).toBe(130);
      expect(text).toMatch(/stopped: \d done, 0 failed/);
      expect(resultsIn(out).filter((one) => one.startsWith('.'))).toEqual([]);
    },
  );

  it('fails alone with a result that cannot be put in its place', async () => {
    writePictures(named('taken'), ['a.png', 'b.png']);
    mkdirSync(join(folder, named('taken-out'), 'a.png', 'full'), { recursive: true });
    write(programOf(print));
    const args = [file, named('taken'), '-o', named('taken-out'), '--overwrite'];
    const came = await run(command(), args);
    expect(came).toMatchObject({ code: 1 });
    expect(came.out).toContain('1 done, 1 failed');
    expect(resultsIn(named('taken-out'))).toEqual(['a.png', 'b.png']);
  });

  it('says of a damaged picture one sentence', async () => {
    mkdirSync(join(folder, named('damaged')));
    const whole = pictureBytes(300);
    for (const [made, bytes] of [
      ['truncated.png', whole.subarray(0, whole.length / 2)],
      ['whole.png', whole],
    ] as const) {
      writeFileSync(join(folder, named('damaged'), made), bytes);
    }
    const strips = vips.Image.newFromBuffer(whole).tiffsaveBuffer({ compression: 'deflate' });
    // Each strip of the TIFF is spoilt, and the library says so of each.
    writeFileSync(
      join(folder, named('damaged'), 'spoilt.tif'),
      strips.map((byte, at) =>
        at > 200 && at < strips.length - 2_000 && at % 50 === 0 ? 0 : byte,
      ),
    );
    for (const format of ['png', 'webp']) {
      write(programOf(print, { format }));
      const args = [file, named('damaged'), '-o', named(`damaged-${format}`)];
      const came = await run(command(), args);
      expect(came).toMatchObject({ code: 0 });
      const sentence = (made: string): string =>
        `${join(named('damaged'), made)}: damaged; what could be read was used`;
      expect(came.err.trim().split(/\r?\n/)).toEqual([
        sentence('spoilt.tif'),
        sentence('truncated.png'),
      ]);
    }
  });

  it('takes files in the order in which people count, and pads their numbers', async () => {
    const names = ['img_10.png', 'IMG_9.png', 'img_1.png', 'IMG_2.png', ...'abcdefg'];
    const files = names.map((one) => (one.length === 1 ? `z${one}.png` : one));
    writePictures(named('order'), [...files, '._img_1.png']);
    for (const [index, words] of [[named('order')], [`${named('order')}/*.png`]].entries()) {
      const out = named(`order-out-${index}`);
      write(programOf(print, { fileName: '{index} {name}' }));
      const came = await run(command(), [file, ...words, '-o', out]);
      expect(resultsIn(out).slice(0, 5)).toEqual([
        '01 img_1.png',
        '02 IMG_2.png',
        '03 IMG_9.png',
        '04 img_10.png',
        '05 za.png',
      ]);
      expect(came.out).toContain('11 done, 0 failed');
    }
  });

  it('names the result of photo.jpg.jpg as the browser does', async () => {
    writePictures(named('twice'), ['photo.jpg.jpg']);
    for (const fileName of ['', '{name}']) {
      const out = named(`twice-out${fileName.length}`);
      write(programOf(print, { format: 'jpeg', fileName }));
      await run(command(), [file, named('twice'), '-o', out]);
      expect(resultsIn(out)).toEqual(['photo.jpg']);
    }
  });
});

describe('a Python program whose processes are started anew', () => {
  it('works as on Windows, with names of all letters', { timeout: 60_000 }, async () => {
    writePictures('spawned', ['\u{1f600}.png', 'b.png']);
    const text = programOf(pythonProgram).replace(
      '    sys.exit(main())',
      '    multiprocessing.set_start_method("spawn")\n    sys.exit(main())',
    );
    expect(text).toContain('set_start_method');
    writeFileSync(join(folder, 'spawned.py'), text);
    const args = ['spawned.py', 'spawned', '-o', 'spawned-out', '--jobs', '2'];
    const came = await run(python, args, { PYTHONIOENCODING: 'cp1252' });
    expect(came).toMatchObject({ code: 0, err: '' });
    expect(resultsIn('spawned-out')).toEqual(['b.png', '\u{1f600}.png']);
    expect(readFileSync(join(folder, 'spawned-out', 'b.png')).length).toBeGreaterThan(100);
  });
});
