/** The command line of JavaScript programs. @param tells whether results tell anything */
export const javascriptMain = (tells: boolean): string =>
  `
// Said of a picture that could be read only in part.
const DAMAGED = 'damaged; what could be read was used';
// Said of a drawing that holds text.
const LETTERS = 'its letters are missing: this program has no fonts';

/** The first picture of a file, or other pages. What is damaged is passed over, and noted. */
function loaded(file, pages = '', notices = []) {
  const bytes = fs.readFileSync(file);
  refuseRaw(bytes);
  const load = (failOn) => {
    const options = { access: 'sequential', fail_on: failOn };
    let picture = vips.Image.newFromBuffer(readable(bytes), pages, options);
    if (picture.getString('vips-loader').startsWith('svgload')) {
      // An inch is 96 pixels, as in browsers.
      picture = vips.Image.newFromBuffer(bytes, 'dpi=96,scale=0.75', options);
      if (bytes.includes('<text') && !notices.includes(LETTERS)) notices.push(LETTERS);
    }
    return picture.copyMemory();
  };
  // Warnings about a TIFF are about its tags, which cost no pixel.
  const strictly = ['II', 'MM'].includes(bytes.toString('latin1', 0, 2)) ? 'error' : 'warning';
  let image;
  try {
    image = load(strictly);
  } catch (error) {
    // Read on, it would be black.
    if (RARE.test(String(error.message))) {
      throw new Error('a rare kind of TIFF, which this program does not read', { cause: error });
    }
    image = load('none');
    if (!notices.includes(DAMAGED)) notices.push(DAMAGED);
  }
  return ${tells ? 'tellingAll(asStored(image, bytes), bytes)' : 'asStored(image, bytes)'};
}

/** How libvips says that it has no reader for a layout or compression. */
const RARE =
  /not a whole number of bytes|unsupported tiff image type|samples out of range|tiled separate planes|bad labq|required field 262|support is not configured/;

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

/** Makes one file from another and writes it as part. Its name, notices, and what went wrong. */
function run(file, number, total, started, part) {
  const notices = [];
  try {
    const { bytes, ...made } = encode(resultOf(file, notices));
    const name = nameFor(path.basename(file), number, total, made, new Date(started));
    fs.writeFileSync(part, bytes);
    return { name, notices, problem: null };
  } catch (error) {
    // libvips fails with a list of texts.
    const text = [error.message ?? error].flat().at(-1).trim().replaceAll('\\n', '; ');
    return { name: null, notices, problem: text };
  } finally {
    letGo();
  }
}

const PICTURES = /\\.(jpe?g|jpe|jfif|a?png|webp|tiff?|gif|avif|hei[cf]|jxl)$/i;

/** Whether a file is the system's, such as the ._ files of a Mac. */
const isHidden = (name) => name.startsWith('.');

/** The files that are meant by names, folders and patterns with stars, each once. */
function* inputsOf(words) {
  const found = new Set();
  for (const word of words) {
    let names = [];
    if (fs.existsSync(word) && fs.statSync(word).isDirectory()) {
      names = fs.readdirSync(word).filter((name) => PICTURES.test(name) && !isHidden(name));
      names = names.map((name) => path.join(word, name));
    } else if (fs.existsSync(word)) {
      names = [word];
    } else if (/[*?]/.test(path.basename(word))) {
      const folder = path.dirname(word);
      const escaped = path.basename(word).replace(/[.+^\${}()|[\\]\\\\]/g, '\\\\$&');
      const pattern = new RegExp(\`^\${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$\`);
      if (fs.existsSync(folder)) {
        names = fs.readdirSync(folder).filter((name) => pattern.test(name) && !isHidden(name));
        names = names.map((name) => path.join(folder, name));
      }
    }
    if (names.length === 0) yield [word, 'no such file, or no pictures in it'];
    for (const name of names.sort(inNaturalOrder)) {
      const full = path.resolve(name);
      if (found.has(full) || fs.statSync(name, { throwIfNoEntry: false })?.isDirectory()) continue;
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

let isStopped = false;
const children = new Set();

/** Being stopped ends the processes that work; what they leave behind is removed in the end. */
function stop() {
  isStopped = true;
  for (const child of children) child.kill('SIGKILL');
}

/**
 * Does the work in this process, or in several at once; calls \`tell\` with each answer, in order.
 * A process that dies takes only its own picture along.
 */
async function runAll(work, jobs, tell) {
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
function serve() {
  process.on('message', (words) => process.send(run(...words)));
  // To be stopped is the matter of the process that started this one; without it, this one ends.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit());
  process.send(null);
  return new Promise(() => undefined);
}

async function main() {
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
  const inputs = [...inputsOf(words.inputs)];
  const total = inputs.filter(([, wrong]) => wrong === null).length;
  // Results are written beside their places and moved there, so that no half file is ever seen.
  // This process names them, so that it can remove what one that dies leaves behind.
  const partName = \`.part-\${process.pid}-\${randomBytes(4).toString('hex')}\`;
  for (const [file, wrong] of inputs) {
    let [target, problem] = [null, wrong];
    if (problem === null) {
      number += 1;
      if (isFile && work.length > 0) {
        problem = \`\${words.out} is one file; give a folder for several pictures\`;
      } else if (isFile || NAMED_AHEAD) {
        const name = nameFor(path.basename(file), number, total, {}, new Date(started));
        [target, problem] = placeFor(name);
      }
    }
    const part = path.join(folder, \`\${partName}-\${number}\`);
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
    for (const notice of notices) console.error(\`\${file}: \${notice}\`);
    console.log(\`\${file} -> \${place}\`);
  });
  for (const { part } of work) fs.rmSync(part, { force: true, maxRetries: 3 });
  console.log(\`\${isStopped ? 'stopped: ' : ''}\${done} done, \${failed} failed\`);
  return isStopped ? 130 : failed > 0 ? 1 : 0;
}
`.trim();
