/** What the developer commands share: saying what happens, running programs, installing packages. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, without a slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const windows = process.platform === 'win32';
const npm = windows ? 'npm.cmd' : 'npm';

/** Prints the one line that says what is being done. */
export function say(text) {
  console.log(`\n> ${text}`);
}

/**
 * Lets a program, and all that it starts from now on, have the cores only after the others.
 * @param {number | undefined} pid
 */
function stepBack(pid) {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or this system does not let us.
  }
}

/**
 * Runs a program in the repository, its output shown as it comes, and returns its exit code. One that
 * is `patient` lets others have the cores first.
 */
export function run(command, args, { env = {}, cwd = root, patient = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: 'inherit',
      shell: windows,
    });
    if (patient) stepBack(child.pid);
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

const toolPath = (name) => join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name);

/** Runs a program of node_modules/.bin by name and returns its exit code. */
export const runTool = (name, args, options) => run(toolPath(name), args, options);

/** The same, but returns its exit code and all it wrote, in order. */
export function capture(command, args, { env = {}, patient = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      shell: windows,
    });
    if (patient) stepBack(child.pid);
    const written = [];
    child.stdout.on('data', (part) => written.push(part));
    child.stderr.on('data', (part) => written.push(part));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(written).toString('utf8') }),
    );
  });
}

/** The same for a program of node_modules/.bin. */
export const captureTool = (name, args, options) => capture(toolPath(name), args, options);

/** The same for a script of ours. */
export const captureNode = (args, options) => capture(process.execPath, args, options);

/** The same for a script of package.json. */
export const captureNpm = (name) => capture(npm, ['run', '--silent', name]);

/** Runs a program and ends this process with its exit code unless that is 0. */
export async function need(command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) process.exit(code);
}

/**
 * Installs the packages of package-lock.json when node_modules is missing or was made from another
 * lock file. The hash of the lock file is noted, because file dates change with every checkout.
 */
export async function ensurePackages() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const note = join(root, 'node_modules', '.pipette-lock-hash');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(installed)) {
    const same = existsSync(note)
      ? readFileSync(note, 'utf8') === hash
      : statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
    if (same) {
      writeFileSync(note, hash);
      return;
    }
  }
  say('Installing packages (npm ci)');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if ((await run(npm, ['ci', ...quiet, '--loglevel=silent'])) !== 0) {
    // npm ci wants the optional packages of every platform in the lock file, and a lock file written
    // where some could not be had lacks them. npm install takes the locked versions all the same.
    say('npm ci refused; installing the same versions with npm install');
    await need(npm, ['install', '--no-save', ...quiet]);
  }
  writeFileSync(note, hash);
}

/** Builds the site into dist/. Ends this process when that fails. */
export async function build() {
  await need(npm, ['run', '--silent', 'build']);
}
