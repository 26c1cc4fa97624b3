/** Part (j): bytes a second into an archive, by our streaming writer, plain fflate and Python. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { ensurePython } from '../../scripts/python.mjs';
import { root } from '../../scripts/tasks.mjs';
import { table } from '../print.mjs';
import { withSources } from '../../scripts/sources.mjs';
import { median } from '../statistics.mjs';

const rounds = 5;
const modified = new Date(2026, 0, 1);

/** Writes an archive into memory twice and prints the milliseconds of the second time. */
const timing = `
import io, sys, time, zipfile
path, count, deflate = sys.argv[1:]
content = open(path, "rb").read()
method = zipfile.ZIP_DEFLATED if deflate == "true" else zipfile.ZIP_STORED
for _ in range(2):
    begun = time.perf_counter()
    with zipfile.ZipFile(io.BytesIO(), "w", method, compresslevel=6) as archive:
        for at in range(int(count)):
            archive.writestr(f"{at}.bin", content)
    taken = 1000 * (time.perf_counter() - begun)
print(taken)
`;

/** Returns our sources as one text: what the app deflates is text, too. */
function sourcesAsText() {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Buffer.concat(files.map((file) => readFileSync(file)));
}

/** Returns what writes `count` entries of `content` and resolves to the archive's chunks. */
function ownWriter(writeZips, { content, count, deflate }) {
  const blob = new Blob([content]);
  const entries = Array.from({ length: count }, (_, at) => ({
    name: `${at}.bin`,
    content: blob,
    modified,
    deflate,
  }));
  return async (keep) => {
    const chunks = [];
    const write = async (chunk) => void (keep && chunks.push(chunk));
    await writeZips(entries, async () => ({ write, close: async () => {} }));
    return Buffer.concat(chunks);
  };
}

function plainWriter({ content, count, deflate }) {
  const level = deflate ? 6 : 0;
  const files = Array.from({ length: count }, (_, at) => [`${at}.bin`, content]);
  return () => zipSync(Object.fromEntries(files), { level, mtime: modified });
}

/** Throws unless the archive holds what was put into it. */
function refuseOtherThan({ content, count }, archive, who) {
  const files = Object.values(unzipSync(archive));
  const isRight = files.length === count && files.every((file) => content.equals(file));
  if (!isRight) throw new Error(`${who} did not write ${count} entries as they were.`);
}

async function timeOf(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

export async function measureZip({ picture }) {
  const python = await ensurePython();
  const folder = mkdtempSync(join(tmpdir(), 'pipette-bench-'));
  const cases = [
    { name: 'pictures, stored', content: Buffer.from(picture.bytes), count: 40, deflate: false },
    { name: 'texts, deflated', content: sourcesAsText(), count: 4, deflate: true },
  ];
  try {
    await withSources(async (load) => {
      const { writeZips } = await load('/src/platform/files/zip.ts');
      const rows = [];
      for (const entries of cases) {
        const { name, content, count, deflate } = entries;
        const file = join(folder, 'content');
        writeFileSync(file, content);
        const own = ownWriter(writeZips, entries);
        const plain = plainWriter(entries);
        // Once without counting, for whether it is right and for code to be compiled.
        refuseOtherThan(entries, await own(true), 'Pipette');
        refuseOtherThan(entries, plain(), 'fflate');
        const times = { own: [], plain: [], python: [] };
        for (let round = 0; round < rounds; round += 1) {
          times.own.push(await timeOf(() => own(false)));
          times.plain.push(await timeOf(plain));
          const said = execFileSync(python, ['-c', timing, file, String(count), String(deflate)]);
          times.python.push(Number(said));
        }
        const megabytes = (content.length * count) / 1e6;
        const speed = (taken) => (1000 * megabytes) / median(taken);
        const [ours, fflate, native] = [times.own, times.plain, times.python].map(speed);
        rows.push([
          name,
          `${count} × ${(content.length / 1e6).toFixed(1)} MB`,
          ...[ours, fflate, native].map((value) => value.toFixed(0)),
          (ours / fflate).toFixed(2),
          (ours / native).toFixed(2),
        ]);
      }
      table(
        [
          `median of ${rounds}, MB/s`,
          'entries',
          'Pipette',
          'fflate zipSync',
          'Python zipfile',
          'to fflate',
          'to Python',
        ],
        rows,
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
