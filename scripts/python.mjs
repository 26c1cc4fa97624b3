/** The private Python that exported programs are tested with. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, installFromDebian } from './browsers.mjs';
import { root, run, say } from './tasks.mjs';

const requirements = join('scripts', 'python-requirements.txt');
const windows = process.platform === 'win32';
/** Where an environment of a name has a tool. */
const toolOf = (name, tool) =>
  join(root, '.cache', name, windows ? 'Scripts' : 'bin', windows ? `${tool}.exe` : tool);

/**
 * What checks our Python, and its order; null where there is no environment yet, or an old one: only
 * `ensurePython` makes it.
 */
export function pythonChecks() {
  const ruff = toolOf('python', 'ruff');
  if (!existsSync(ruff)) return null;
  const ours = ['src', 'scripts', 'bench'];
  return [
    [ruff, ['check', '--no-cache', '--quiet', ...ours]],
    [ruff, ['format', '--no-cache', '--quiet', '--check', 'src']],
  ];
}

async function makeEnvironment(folder) {
  const found = findProgram(['python3', 'python']);
  if (found === null) return false;
  rmSync(folder, { recursive: true, force: true });
  return (await run(found, ['-m', 'venv', folder])) === 0;
}

/**
 * Returns the path of a Python with everything that some files of requirements name, in an environment
 * of our own under .cache/. Makes it when it is missing; throws when that fails.
 */
export async function ensureEnvironment(name, files) {
  const folder = join(root, '.cache', name);
  const python = toolOf(name, 'python');
  // Holds the hash of the requirements that were installed.
  const note = join(folder, '.requirements-hash');
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  const digest = hash.digest('hex');
  if (existsSync(note) && readFileSync(note, 'utf8') === digest) return python;
  say(`Making a private Python environment (.cache/${name})`);
  if (!(await makeEnvironment(folder))) {
    // Debian parts Python from what makes environments.
    await installFromDebian('python3-venv');
    if (!(await makeEnvironment(folder))) {
      throw new Error('This needs Python 3.10 or newer with its venv module.');
    }
  }
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  const wanted = files.flatMap((file) => ['-r', join(root, file)]);
  const code = await run(python, ['-m', 'pip', 'install', ...quiet, ...wanted]);
  if (code !== 0) throw new Error(`pip could not install ${files.join(' and ')}.`);
  writeFileSync(note, digest);
  return python;
}

/** Returns the path of the Python that exported programs are tested with; as `ensureEnvironment`. */
export const ensurePython = () => ensureEnvironment('python', [requirements]);
