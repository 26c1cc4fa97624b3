/** The command line of JavaScript programs. @param tells whether results tell anything */
export const javascriptMain = (tells: boolean): string =>
  `
/** The first picture of a file, or other pages. What is damaged is passed over. */
function loaded(file, pages = '') {
  const bytes = fs.readFileSync(file);
  const load = (failOn) =>
    vips.Image.newFromBuffer(bytes, pages, { access: 'sequential', fail_on: failOn }).copyMemory();
  let image;
  try {
    image = load('warning');
  } catch {
    image = load('none');
  }
  return ${tells ? 'tellingAll(image, bytes)' : 'image'};
}

/** The picture upright, in sRGB or grey. */
function prepared(image) {
  try {
    return prepare(image);
  } catch (error) {
    // A colour profile that is damaged inside is passed over as well.
    if (image.getTypeof('icc-profile-data') === 0) throw error;
    const bare = image.copy();
    bare.remove('icc-profile-data');
    return prepare(bare);
  }
}

/**
 * Makes one file from another. Returns where it lies in the folder and its name, or what went wrong.
 */
function run(file, number, started, folder) {
  const part = path.join(folder, \`.part-\${process.pid}-\${number}\`);
  try {
    const { bytes, ...made } = encode(resultOf(file));
    const name = nameFor(path.basename(file), number, made, new Date(started));
    // Written beside its place and moved there, so that no half file is ever seen.
    fs.writeFileSync(part, bytes);
    return { part, name, problem: null };
  } catch (error) {
    fs.rmSync(part, { force: true });
    // libvips fails with a list of texts.
    const text = [error.message ?? error].flat().at(-1).trim().replaceAll('\\n', '; ');
    return { part: null, name: null, problem: text };
  } finally {
    letGo();
  }
}

const PICTURES = /\\.(jpe?g|jpe|jfif|a?png|webp|tiff?|gif|avif|hei[cf]|jxl)$/i;

/** The files that are meant by names, folders and patterns with stars, each once. */
function* inputsOf(words) {
  const found = new Set();
  for (const word of words) {
    let names = [];
    if (fs.existsSync(word) && fs.statSync(word).isDirectory()) {
      names = fs.readdirSync(word).filter((name) => PICTURES.test(name)).sort();
      names = names.map((name) => path.join(word, name));
    } else if (fs.existsSync(word)) {
      names = [word];
    } else if (/[*?]/.test(path.basename(word))) {
      const folder = path.dirname(word);
      const escaped = path.basename(word).replace(/[.+^\${}()|[\\]\\\\]/g, '\\\\$&');
      const pattern = new RegExp(\`^\${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$\`);
      if (fs.existsSync(folder)) {
        names = fs.readdirSync(folder).filter((name) => pattern.test(name)).sort();
        names = names.map((name) => path.join(folder, name));
      }
    }
    if (names.length === 0) yield [word, 'no such file, or no pictures in it'];
    for (const name of names) {
      const full = path.resolve(name);
      if (found.has(full) || fs.statSync(name).isDirectory()) continue;
      found.add(full);
      yield [name, null];
    }
  }
}

/** SHA-256 of a picture's size, format and pixels. */
function hashOf(picture) {
  const image = picture.copyMemory();
  const hash = createHash('sha256');
  hash.update(\`\${image.width}x\${image.height}x\${image.bands} \${image.format} \`);
  const pixels = image.writeToMemory();
  hash.update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  return hash.digest('hex');
}

/** Compares this computer's pixels with the browser's; 0 when they are the same. */
function verify() {
  const found = hashOf(pipeline(checkPicture(vips.Image.black(1, 1))));
  const versions = \`libvips \${vips.version()} here, \${VIPS_VERSION} in the browser\`;
  if (CHECKSUM === null) {
    console.log(\`UNKNOWN: the browser had not computed its checksum yet (\${versions})\`);
    return 1;
  }
  console.log(\`\${found === CHECKSUM ? 'PASS' : 'FAIL'}: \${found} (\${versions})\`);
  return found === CHECKSUM ? 0 : 1;
}

const usage = 'usage: pipeline.mjs INPUT... -o OUT [--jobs N] [--overwrite] | --verify';

function readCommandLine() {
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
      console.error(\`--jobs: expected 1 or more, but found \${values.jobs}\`);
      return null;
    }
    return { inputs: positionals, out: values.out, jobs, overwrite: values.overwrite };
  } catch (error) {
    console.error(error.message);
    return null;
  }
}

/**
 * Does the work in this process, or in several at once; calls \`tell\` with each answer, in order.
 * A process that dies takes only its own picture along.
 */
async function runAll(work, jobs, tell) {
  if (jobs === 1) {
    for (const one of work) tell(one, run(...one.words));
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
      let current = null;
      const next = () => {
        current = waiting.shift() ?? null;
        if (current === null) child.kill();
        else child.send(current.words);
      };
      child.on('message', (message) => {
        if (current !== null) answer(current, message);
        next();
      });
      child.on('exit', () => {
        const problem = 'the process that worked on it died';
        if (current !== null) answer(current, { part: null, name: null, problem });
        resolve(current !== null && waiting.length > 0 ? worker() : undefined);
      });
    });
  await Promise.all(Array.from({ length: Math.min(jobs, work.length) }, worker));
}

/** Waits for files to work on from the process that started this one. */
function serve() {
  process.on('message', (words) => process.send(run(...words)));
  process.send(null);
  return new Promise(() => undefined);
}

async function main() {
  if (process.env.PIPETTE_WORKER === '1' && process.send) return serve();
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
  const taken = new Set();
  let [failed, done, number] = [0, 0, 0];
  const fail = (file, problem) => {
    failed += 1;
    console.error(\`\${file}: \${problem}\`);
  };
  /** Where a result goes, and why it may not. */
  const placeFor = (name) => {
    const target = isFile ? words.out : path.join(words.out, unique(name, taken));
    const isTaken = fs.existsSync(target) && !words.overwrite;
    return [target, isTaken ? \`\${target} exists; use --overwrite to replace it\` : null];
  };
  for (const [file, wrong] of inputsOf(words.inputs)) {
    let [target, problem] = [null, wrong];
    if (problem === null) {
      number += 1;
      if (isFile && work.length > 0) {
        problem = \`\${words.out} is one file; give a folder for several pictures\`;
      } else if (isFile || NAMED_AHEAD) {
        const name = nameFor(path.basename(file), number, {}, new Date(started));
        [target, problem] = placeFor(name);
      }
    }
    if (problem === null) work.push({ target, words: [file, number, started, folder] });
    else fail(file, problem);
  }
  await runAll(work, words.jobs, ({ target, words: [file] }, { part, name, problem }) => {
    // Its name may tell what is known only now.
    const [place, refused] = problem === null && target === null ? placeFor(name) : [target, null];
    if (problem === null && refused === null) {
      fs.renameSync(part, place);
      done += 1;
      console.log(\`\${file} -> \${place}\`);
      return;
    }
    if (part !== null) fs.rmSync(part, { force: true });
    fail(file, problem ?? refused);
  });
  console.log(\`\${done} done, \${failed} failed\`);
  return failed > 0 ? 1 : 0;
}
`.trim();
