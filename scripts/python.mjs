/** The private Python that exported programs are tested with. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, installFromDebian } from './browsers.mjs';
import { root, run, say } from './tasks.mjs';

const folder = join(root, '.cache', 'python');
const requirements = join(root, 'scripts', 'python-requirements.txt');
const windows = process.platform === 'win32';
const python = join(folder, windows ? 'Scripts' : 'bin', windows ? 'python.exe' : 'python');
/**
 * What checks our Python, and its order; null where there is no environment yet, or an old one: only
 * `ensurePython` makes it.
 */
export function pythonChecks() {
  const ruff = join(folder, windows ? 'Scripts' : 'bin', windows ? 'ruff.exe' : 'ruff');
  if (!existsSync(ruff)) return null;
  const ours = ['src', 'scripts'];
  return [
    [ruff, ['check', '--no-cache', '--quiet', ...ours]],
    [ruff, ['format', '--no-cache', '--quiet', '--check', 'src']],
  ];
}

/** Holds the hash of the requirements that were installed. */
const note = join(folder, '.requirements-hash');

async function makeEnvironment() {
  const found = findProgram(['python3', 'python']);
  if (found === null) return false;
  rmSync(folder, { recursive: true, force: true });
  return (await run(found, ['-m', 'venv', folder])) === 0;
}

/**
 * Returns the path of a Python with everything in python-requirements.txt, in an environment of our
 * own under .cache/. Makes it when it is missing; throws when that fails.
 */
export async function ensurePython() {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(note) && readFileSync(note, 'utf8') === hash) return python;
  say('Making a private Python environment for the program tests (.cache/python)');
  if (!(await makeEnvironment())) {
    // Debian parts Python from what makes environments.
    await installFromDebian('python3-venv');
    if (!(await makeEnvironment())) {
      throw new Error('The program tests need Python 3.10 or newer with its venv module.');
    }
  }
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  const code = await run(python, ['-m', 'pip', 'install', ...quiet, '-r', requirements]);
  if (code !== 0) throw new Error('pip could not install scripts/python-requirements.txt.');
  writeFileSync(note, hash);
  return python;
}
