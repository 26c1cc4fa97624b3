import { execFile } from 'node:child_process';
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
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDocument } from '../../documents/document';
import { type ExportSettings, initialExportSettings } from '../../formats/settings';
import { embeddedPipelineIn } from '../../metadata/embedded-pipeline';
import { initialValues } from '../../operations/define';
import { operationsById } from '../../operations/index';
import type { Pipeline } from '../../pipeline/pipeline';
import { layOver, type NamedOwn, nothingOwn, type OwnValues } from '../../set/own-values';
import { checksumOf, executed, planFor, python } from '../../testing/programs';
import { testResources } from '../../testing/resources';
import { imageOf, type Library, read, startVips } from '../../testing/vips';
import { programLanguages } from '../index';
import { sortOwn } from '../own-pictures';
import { planProgram } from '../plan';

let vips: Library;
let folder = '';
beforeAll(async () => {
  vips = await startVips();
  folder = mkdtempSync(join(tmpdir(), 'pipette-own-'));
  const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
  symlinkSync(modules, join(folder, 'node_modules'));
});
afterAll(() => {
  vips.shutdown();
  rmSync(folder, { recursive: true });
});

const valuesOf = (operation: string, changed: object) => {
  const declared = operationsById.get(operation);
  if (!declared) throw new Error(`no operation ${operation}`);
  return { ...initialValues(declared), ...changed };
};
const step = (operation: string, changed: object = {}) => {
  const values = valuesOf(operation, changed);
  return { kind: 'known' as const, id: operation, operation, enabled: true, values };
};
const pipeline: Pipeline = {
  name: 'A day out',
  steps: ['crop', 'exposure', 'contrast', 'text-watermark', 'vignette', 'sharpen'].map((id) =>
    step(id),
  ),
};
const own = (operation: string, changed: object): OwnValues => ({
  [operation]: { operation, values: valuesOf(operation, changed) },
});

const lit = own('exposure', { stops: 1.5 });
/** Pictures of a set, and what a name may hold. */
const pictures: readonly NamedOwn[] = [
  { folder: '', name: 'plain.png', own: nothingOwn },
  { folder: '', name: 'lit.png', own: lit },
  { folder: '', name: `Zo\u00eb's "1" \\ \u{1f600} #{x}.png`, own: lit },
  { folder: '', name: 'same.png', own: own('contrast', valuesOf('contrast', {})) },
  // Another graph: what is written, and a step that does nothing at these values.
  {
    folder: '',
    name: 'worded.png',
    own: { ...own('text-watermark', { text: 'Other' }), ...own('exposure', { stops: 0 }) },
  },
  {
    folder: 'day/',
    name: 'twin.png',
    own: own('crop', { area: { left: 0, top: 0, width: 0.5, height: 1 } }),
  },
  { folder: 'night/', name: 'twin.png', own: nothingOwn },
  { folder: '', name: 'cased.png', own: lit },
  { folder: '', name: 'CASED.png', own: nothingOwn },
  { folder: '', name: 'loud.png', own: lit },
  { folder: '', name: 'clash.png', own: nothingOwn },
  { folder: '', name: 'clash.png', own: lit },
];
const sources = [...new Set(pictures.map((picture) => picture.folder + picture.name))];
/** Files that are called otherwise by now. */
const renamed = new Map([['loud.png', 'Loud.PNG']]);
const inputs = ['in', 'in/day', 'in/night'];

/**
 * Writes the pictures, of which no two are alike, and one whose name differs in case from two of them; returns
 * their bytes by path.
 */
function writePictures(): ReadonlyMap<string, Uint8Array> {
  return new Map(
    [...sources, 'Cased.png'].map((path, index) => {
      const [width, height] = [61 + index, 43];
      const data = new Uint8Array(width * height * 3).map(
        (_, i) => (i * 7 + index * 31 + (i % 3) * 50) % 256,
      );
      const image = imageOf(vips, { data, width, height, bands: 3, interpretation: 'srgb' });
      const bytes = image.pngsaveBuffer();
      image.delete();
      const file = join(folder, 'in', renamed.get(path) ?? path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      return [path, bytes];
    }),
  );
}

const run = promisify(execFile);

describe('a program of a set', { timeout: 120_000 }, () => {
  const programOf = async (id: string, settings: Partial<ExportSettings>): Promise<string> => {
    const { facts } = planFor(pipeline, (resource) => testResources.png(resource));
    const language = programLanguages.find((one) => one.id === id);
    const plan = planProgram(
      pipeline,
      { ...initialExportSettings(), format: 'png', ...settings },
      { ...facts, own: sortOwn(pipeline, pictures) },
    );
    const print = await language?.printer();
    return print?.(plan) ?? '';
  };

  it.each([
    ['python', 'own.py', []],
    ['javascript', 'own.mjs', ['--jobs', '2']],
    ['cluster', 'own-cluster.py', ['--workers', '1', '--memory', '1GiB']],
  ] as const)('makes of each file what the app makes of it, in %s', async (id, file, words) => {
    const bytes = writePictures();
    const out = `out-${id}`;
    // Names tell pictures of one name apart that lie in other folders.
    writeFileSync(join(folder, file), await programOf(id, { carriesPipeline: true }));
    const command = id === 'javascript' ? process.execPath : python;
    const came = await run(command, [file, ...inputs, '-o', out, ...words], { cwd: folder }).catch(
      (error: unknown) => error as { stdout: string; stderr: string },
    );
    for (const name of ['clash.png', 'Cased.png']) {
      expect(came.stderr).toContain(
        `${name}: the set has other pictures of this name, with other values`,
      );
    }
    expect(came.stdout).toContain('2 failed');
    const made = readdirSync(join(folder, out)).filter((name) => name.endsWith('.png'));
    expect(made).toHaveLength(sources.length - 1);
    const results = new Map(
      made.map((name) => {
        const image = vips.Image.newFromBuffer(readFileSync(join(folder, out, name)));
        const packet = new TextDecoder().decode(image.getBlob('xmp-data').slice());
        const told = embeddedPipelineIn(packet)?.pipeline ?? '';
        return [checksumOf(read(vips, image)), told];
      }),
    );
    for (const picture of pictures) {
      const path = picture.folder + picture.name;
      if (picture.name === 'clash.png') continue;
      const laid = layOver(pipeline, picture.own);
      const expected = executed(vips, laid, bytes.get(path) ?? new Uint8Array(), testResources);
      expect(results.get(checksumOf(expected)), path).toBe(JSON.stringify(writeDocument(laid)));
    }
  });

  it('knows a picture by its web address, folder and all', async () => {
    writeFileSync(join(folder, 'own-web.py'), await programOf('cluster', {}));
    const does = async (address: string): Promise<string> => {
      const look = `import runpy, sys
known = runpy.run_path("own-web.py")
print(known["own_of"](known["path_of"](sys.argv[1])).__name__)`;
      const { stdout } = await run(python, ['-c', look, address], { cwd: folder });
      return stdout.trim();
    };
    const [local, web] = await Promise.all([
      does('/pictures/day/twin.png'),
      does('https://example.org/pictures/d%61y/twin.png?of=a/b'),
    ]);
    expect(local).not.toBe('refuse_alike');
    expect(web).toBe(local);
  });

  it('is that of the pipeline alone where no picture has values of its own', async () => {
    const { facts } = planFor(pipeline, (resource) => testResources.png(resource));
    const alone = pictures.map((picture) => ({ ...picture, own: nothingOwn }));
    for (const language of programLanguages) {
      const plan = (more: object) =>
        planProgram(pipeline, initialExportSettings(), { ...facts, ...more });
      const print = await language.printer();
      expect(print(plan({ own: sortOwn(pipeline, alone) })), language.id).toBe(print(plan({})));
    }
  });
});
