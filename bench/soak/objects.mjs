/**
 * The program for a cluster over a store of objects on this machine: the run is killed in the middle,
 * twice, and goes on. `npm run soak -- objects --objects=2000` takes fewer pictures.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureEnvironment } from '../../scripts/python.mjs';
import { root } from '../../scripts/tasks.mjs';
import { writePrograms } from '../cluster-programs.mjs';

/** When a run is killed, as shares of the pictures that have results. */
const kills = [0.2, 0.6];

/** Returns a port that is free now. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

async function answers(address) {
  for (let left = 300; left > 0; left -= 1) {
    if (await fetch(address).then(Boolean, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The store of objects did not start.');
}

/** Processes `objects` pictures with two workers; returns whether all held, and lines of Markdown. */
export async function soakObjects({ objects }) {
  const python = await ensureEnvironment('objects', [
    'scripts/python-requirements.txt',
    'bench/soak/objects-requirements.txt',
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'pipette-soak-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'pipette',
    AWS_SECRET_ACCESS_KEY: 'pipette',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
  };
  const store = spawn(python, ['-m', 'moto.server', '-p', String(port)], { env, stdio: 'ignore' });
  const tool = join(root, 'bench', 'soak', 'objects.py');
  const look = () =>
    JSON.parse(execFileSync(python, [tool, 'look', endpoint], { env, encoding: 'utf8' }));

  /** Runs the program, until `share` of the pictures have results; returns what it said and took. */
  const run = async (share) => {
    const began = performance.now();
    const args = ['cluster.py', 's3://pictures/in/*/*.png', '-o', 's3://pictures/out'];
    const child = spawn(python, [...args, '--workers', '2'], { cwd: folder, env, detached: true });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
    let ended = false;
    const end = once(child, 'exit').then(() => (ended = true));
    while (share !== null && !ended) {
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, 2000))]);
      if (!ended && look().results >= share * objects) process.kill(-child.pid, 'SIGKILL');
      else continue;
      break;
    }
    await end;
    return { seconds: (performance.now() - began) / 1000, said: text.trim().split('\n').at(-1) };
  };

  try {
    await writePrograms(folder, { longEdge: 8, format: 'png' });
    await answers(endpoint);
    console.log(`  Filling the store with ${objects} pictures.`);
    execFileSync(python, [tool, 'fill', endpoint, String(objects)], { env });
    const lines = [];
    for (const share of kills) {
      await run(share);
      const { results, parts, halves } = look();
      lines.push(
        `Killed at ${results} results: ${parts} parts of the manifest, ${halves} halves of files.`,
      );
      console.log(`  ${lines.at(-1)}`);
    }
    const last = await run(null);
    const there = look();
    const again = await run(null);
    const same = JSON.stringify(look()) === JSON.stringify(there);
    lines.push(
      `The third run: ${last.said}`,
      `Then ${there.results} results, ${there.rows} rows of ${there.sources} sources, ${there.errors} errors, ${there.parts} parts, ${there.halves} halves.`,
      `A fourth run only lists: ${again.seconds.toFixed(1)} s, ${again.said}`,
    );
    const isWhole =
      [there.results, there.rows, there.sources].every((one) => one === objects) &&
      [there.errors, there.parts, there.halves].every((one) => one === 0);
    return { ok: isWhole && same, lines };
  } finally {
    store.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
