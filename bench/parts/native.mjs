/** Part (f): each operation in Chromium's libvips and in native libvips, by programs made here. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePython } from '../../scripts/python.mjs';
import { table } from '../print.mjs';
import { withSources } from '../../scripts/sources.mjs';
import { median } from '../statistics.mjs';

const rounds = 5;

/** Times `pipeline` of each program on a picture in memory; prints one JSON object. */
const timing = `
import json, sys, time
import pyvips
pyvips.cache_set_max(0)
picture, rounds, *paths = sys.argv[1:]
source = pyvips.Image.new_from_file(picture).copy_memory()
times = {}
for path in paths:
    names = {"__name__": "program"}
    exec(compile(open(path, encoding="utf-8").read(), path, "exec"), names)
    taken = []
    for _ in range(int(rounds)):
        begun = time.perf_counter()
        names["pipeline"](source).copy_memory()
        taken.append(1000 * (time.perf_counter() - begun))
    times[path] = taken
print(json.dumps(times))
`;

/** Compares wasm-vips in Node, which runs as in a worker of the browser, with native libvips. */
export async function measureNative({ picture }) {
  const python = await ensurePython();
  const folder = mkdtempSync(join(tmpdir(), 'pipette-bench-'));
  try {
    await withSources(async (load) => {
      const { compareWithNative } = await load('/src/core/testing/native-bench.ts');
      for (const longEdge of [1280, null]) {
        const rows = await compareWithNative(
          picture.bytes,
          longEdge,
          rounds,
          folder,
          (file, paths) =>
            JSON.parse(
              execFileSync(python, ['-c', timing, file, String(rounds), ...paths], {
                encoding: 'utf8',
                maxBuffer: 1e8,
              }),
            ),
        );
        const figures = rows
          .map(({ id, wasm, native }) => ({ id, wasm: median(wasm), native: median(native) }))
          .sort((one, other) => other.wasm / other.native - one.wasm / one.native);
        console.log(
          `\n  ${longEdge === null ? 'Full size' : `${longEdge} px`}, median of ${rounds}:`,
        );
        table(
          ['Operation', 'here ms', 'native ms', 'ratio'],
          figures.map(({ id, wasm, native }) => [
            id,
            wasm.toFixed(1),
            native.toFixed(1),
            (wasm / native).toFixed(2),
          ]),
        );
      }
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
