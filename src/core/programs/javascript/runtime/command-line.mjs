import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isOfSystem, leftOutInWords } from '../../../batch/left-out.ts';
import { inNaturalOrder } from '../../../naming/natural-order.ts';
import { stemOf } from '../../../naming/safe-file-name.ts';
import { NameBook } from '../../../naming/unique-names.ts';
import { encode } from './encoding/plain.mjs';
import { resultOf } from './frames/still.mjs';
import { nameFor } from './naming/plain.mjs';
import { verify } from './picture.mjs';
import { EXTENSION, letGo, NAMED_AHEAD } from './program.mjs';

/** Makes one file from another and writes it as part. Its name, notices, and what went wrong. */
export function run(file, number, total, started, part) {
  const notices = [];
  try {
    const { bytes, ...made } = encode(resultOf(file, notices));
    const name = nameFor(path.basename(file), number, total, made, new Date(started));
    fs.writeFileSync(part, bytes);
    return { name, notices, problem: null };
  } catch (error) {
    // libvips fails with a list of texts.
    const text = [error.message ?? error].flat().at(-1).trim().replaceAll('\n', '; ');
    return { name: null, notices, problem: text };
  } finally {
    letGo();
  }
}

/** What is looked for in folders: all but drawings. */
export const isPicture = (name) => !name.toLowerCase().endsWith('.svg') && stemOf(name) !== name;

/** The files that are meant by names, folders and patterns with stars, each once. */
function* inputsOf(words, leftOut) {
  const found = new Set();
  const isFolder = (name) => fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
  for (const word of words) {
    let names = [];
    let isWanted = () => true;
    if (isFolder(word)) {
      names = fs.readdirSync(word).map((name) => path.join(word, name));
      isWanted = (name) => isPicture(name);
    } else if (fs.existsSync(word)) {
      names = [word];
    } else if (/[*?]/.test(path.basename(word))) {
      const folder = path.dirname(word);
      const escaped = path.basename(word).replace(/[.+^${}()|[\]\\]/g, '\\$&');
      const pattern = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      if (isFolder(folder)) {
        // A star means no dot in front, as in shells.
        names = fs.readdirSync(folder).filter((name) => pattern.test(name) && name[0] !== '.');
        names = names.map((name) => path.join(folder, name));
      }
    }
    names = names.filter((name) => !isFolder(name));
    // Files of the system are passed over.
    const isSystem = (name) => isOfSystem(path.basename(name));
    for (const name of names.filter(isSystem)) leftOut.add(path.resolve(name));
    const wanted = names.filter((name) => isWanted(name) && !isSystem(name));
    if (wanted.length === 0 && (isFolder(word) || !fs.existsSync(word))) {
      yield [word, 'no such file, or no pictures in it'];
    }
    for (const name of inNaturalOrder(wanted, (one) => one.replaceAll(path.sep, '/'))) {
      const full = path.resolve(name);
      if (found.has(full)) continue;
      found.add(full);
      yield [name, null];
    }
  }
}

export const usage = 'usage: pipeline.mjs INPUT... -o OUT [--jobs N] [--overwrite] | --verify';

export function readCommandLine() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string', short: 'o' },
        jobs: { type: 'string', default: '1' },
        overwrite: { type: 'boolean', default: false },
        verify: { type: 'boolean', default: false },
      },
    });
    if (values.verify) return { verify: true };
    if (positionals.length === 0 || values.out === undefined) return null;
    const jobs = Number(values.jobs);
    if (!Number.isInteger(jobs) || jobs < 1) {
      console.error(`--jobs: expected 1 or more, but found ${values.jobs}`);
      return null;
    }
    return { inputs: positionals, out: values.out, jobs, overwrite: values.overwrite };
  } catch (error) {
    console.error(error.message);
    return null;
  }
}

export let isStopped = false;
export const children = new Set();

/** Being stopped ends the processes that work; what they leave behind is removed in the end. */
export function stop() {
  isStopped = true;
  for (const child of children) child.kill('SIGKILL');
}

/**
 * Does the work in this process, or in several at once; calls `tell` with each answer, in order.
 * A process that dies takes only its own picture along.
 */
export async function runAll(work, jobs, tell) {
  if (jobs === 1) {
    for (const one of work) {
      // Between pictures is heard whether the run was stopped.
      await new Promise(setImmediate);
      if (isStopped) return;
      tell(one, run(...one.words));
    }
    return;
  }
  const waiting = [...work];
  const answers = new Map();
  let told = 0;
  const answer = (one, found) => {
    answers.set(one, found);
    for (; answers.has(work[told]); told += 1) tell(work[told], answers.get(work[told]));
  };
  const worker = () =>
    new Promise((resolve) => {
      const child = fork(fileURLToPath(import.meta.url), [], {
        env: { ...process.env, PIPETTE_WORKER: '1' },
      });
      children.add(child);
      let current = null;
      const next = () => {
        current = waiting.shift() ?? null;
        if (current === null) child.kill();
        // One that has just died is told of by its exit.
        else child.send(current.words, () => undefined);
      };
      child.on('message', (message) => {
        if (current !== null) answer(current, message);
        next();
      });
      child.on('exit', () => {
        children.delete(child);
        if (isStopped) return resolve();
        const problem = 'the process that worked on it died';
        if (current !== null) answer(current, { name: null, notices: [], problem });
        resolve(current !== null && waiting.length > 0 ? worker() : undefined);
      });
    });
  await Promise.all(Array.from({ length: Math.min(jobs, work.length) }, worker));
}

/** Waits for files to work on from the process that started this one. */
export function serve() {
  process.on('message', (words) => process.send(run(...words)));
  // To be stopped is the matter of the process that started this one; without it, this one ends.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit());
  process.send(null);
  return new Promise(() => undefined);
}

export async function main() {
  if (process.env.PIPETTE_WORKER === '1' && process.send) return serve();
  // A console that is gone, as after "| head", stops nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const words = readCommandLine();
  if (words === null) {
    console.error(usage);
    return 2;
  }
  if (words.verify) return verify();
  const isFolder = fs.existsSync(words.out) && fs.statSync(words.out).isDirectory();
  const isFile = words.out.toLowerCase().endsWith(EXTENSION) && !isFolder;
  const folder = isFile ? path.dirname(words.out) : words.out;
  fs.mkdirSync(folder, { recursive: true });
  const started = Date.now();
  const work = [];
  const taken = new NameBook();
  let [failed, done, number] = [0, 0, 0];
  const fail = (file, problem) => {
    failed += 1;
    console.error(`${file}: ${problem}`);
  };
  /** Where a result goes, and why it may not. */
  const placeFor = (name) => {
    const target = isFile ? words.out : path.join(words.out, taken.take(name));
    const isTaken = fs.existsSync(target) && !words.overwrite;
    return [target, isTaken ? `${target} exists; use --overwrite to replace it` : null];
  };
  const leftOut = new Set();
  const inputs = [...inputsOf(words.inputs, leftOut)];
  if (leftOut.size > 0) console.error(leftOutInWords({ system: leftOut.size, other: 0 }));
  const total = inputs.filter(([, wrong]) => wrong === null).length;
  // Results are written beside their places and moved there, so that no half file is ever seen.
  // This process names them, so that it can remove what one that dies leaves behind.
  const partName = `.part-${process.pid}-${randomBytes(4).toString('hex')}`;
  for (const [file, wrong] of inputs) {
    let [target, problem] = [null, wrong];
    if (problem === null) {
      number += 1;
      if (isFile && work.length > 0) {
        problem = `${words.out} is one file; give a folder for several pictures`;
      } else if (isFile || NAMED_AHEAD) {
        const name = nameFor(path.basename(file), number, total, {}, new Date(started));
        [target, problem] = placeFor(name);
      }
    }
    const part = path.join(folder, `${partName}-${number}`);
    if (problem === null) work.push({ target, part, words: [file, number, total, started, part] });
    else fail(file, problem);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) process.on(signal, stop);
  await runAll(work, words.jobs, ({ target, part, words: [file] }, { name, notices, problem }) => {
    // Its name may tell what is known only now.
    const [place, refused] = problem === null && target === null ? placeFor(name) : [target, null];
    let wrong = problem ?? refused;
    if (wrong === null) {
      try {
        fs.renameSync(part, place);
      } catch (error) {
        // On Windows, when another program has the file open.
        wrong = error.message;
      }
    }
    if (wrong !== null) return fail(file, wrong);
    done += 1;
    for (const notice of notices) console.error(`${file}: ${notice}`);
    console.log(`${file} -> ${place}`);
  });
  for (const { part } of work) fs.rmSync(part, { force: true, maxRetries: 3 });
  console.log(`${isStopped ? 'stopped: ' : ''}${done} done, ${failed} failed`);
  return isStopped ? 130 : failed > 0 ? 1 : 0;
}
