/** Part: the program for a cluster on this machine, with one worker and two, beside the plain one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePython } from '../../scripts/python.mjs';
import { writePrograms } from '../cluster-programs.mjs';
import { table, verdict } from '../print.mjs';
import { median } from '../statistics.mjs';

const rounds = 3;
const count = Number(process.env.PIPETTE_BENCH_CLUSTER ?? 500);

/** Draws pictures of 2 megapixels with the noise of a photo, each another. */
const draw = `
import sys, pyvips
folder, count = sys.argv[1], int(sys.argv[2])
place = pyvips.Image.xyz(1732, 1155)
for seed in range(count):
    noise = pyvips.Image.gaussnoise(1732, 1155, sigma=12, mean=128, seed=seed)
    bands = [place[0] * 0.07 + noise * 0.6, place[1] * 0.1 + noise * 0.5, noise]
    picture = bands[0].bandjoin(bands[1:]).cast("uchar").copy(interpretation="srgb")
    picture.jpegsave(f"{folder}/picture-{seed}.jpg", Q=88)
`;

const ways = [
  ['plain, --jobs 2', 'pipeline.py', '--jobs', '2'],
  ['cluster, 1 worker', 'cluster.py', '--workers', '1'],
  ['cluster, 2 workers', 'cluster.py', '--workers', '2'],
];

/** Times whole runs, starting and ending of processes included, the three ways in turn. */
export async function measureCluster() {
  const python = await ensurePython();
  const folder = mkdtempSync(join(tmpdir(), 'pipette-bench-'));
  try {
    mkdirSync(join(folder, 'in'));
    await writePrograms(folder, { longEdge: 1280, format: 'jpeg' });
    execFileSync(python, ['-c', draw, join(folder, 'in'), String(count)]);
    const times = ways.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, [, program, ...more]] of ways.entries()) {
        const began = performance.now();
        execFileSync(python, [program, 'in', '-o', 'out', ...more], { cwd: folder, stdio: 'pipe' });
        times[index].push((performance.now() - began) / 1000);
        rmSync(join(folder, 'out'), { recursive: true });
      }
    }
    const [plain, one, two] = times.map(median);
    table(
      [`${count} pictures of 2 MP`, 'seconds', 'least', 'most', 'ms a picture'],
      ways.map(([name], index) => [
        name,
        median(times[index]).toFixed(1),
        Math.min(...times[index]).toFixed(1),
        Math.max(...times[index]).toFixed(1),
        ((1000 * median(times[index])) / count).toFixed(1),
      ]),
    );
    const gain = one / two;
    console.log(
      `  The second worker makes it ${gain.toFixed(2)} times as fast: ${verdict('cluster: second worker', 1.85, gain, `${gain.toFixed(2)} times against 1.85`)}`,
    );
    const against = two / plain;
    console.log(
      `  Two workers take ${against.toFixed(2)} times the plain program's time: ${verdict('cluster: against the plain program', against, 1.1, `${against.toFixed(2)} times against 1.10`)}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
