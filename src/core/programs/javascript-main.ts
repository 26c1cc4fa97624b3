/** The command line of JavaScript programs; the same for every pipeline. */
export const javascriptMain = `
/** The first picture of a file, upright, in sRGB or grey. What is damaged is passed over. */
function openPicture(file) {
  const bytes = fs.readFileSync(file);
  const load = (failOn) =>
    vips.Image.newFromBuffer(bytes, '', { access: 'sequential', fail_on: failOn }).copyMemory();
  let image;
  try {
    image = load('warning');
  } catch {
    image = load('none');
  }
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

/** The picture as the bytes of a file. */
function encode(image) {
  const options = { ...SAVE_OPTIONS, keep: KEEP_METADATA ? 'all' : 'icc' };
  // Grey needs no profile; WebP has no grey.
  if (!['b-w', 'grey16'].includes(image.interpretation) || ['webpsave', 'heifsave'].includes(SAVER)) {
    options.profile = 'srgb';
  }
  const picture = KEEP_METADATA ? fresh(image) : image;
  return picture[\`\${SAVER}Buffer\`](options);
}

/** Makes one file from another; null, or what went wrong. */
function run(file, target) {
  const part = \`\${target}.\${process.pid}.part\`;
  try {
    const bytes = encode(finish(pipeline(openPicture(file))));
    // Written beside its place and moved there, so that no half file is ever seen.
    fs.writeFileSync(part, bytes);
    fs.renameSync(part, target);
    return null;
  } catch (error) {
    fs.rmSync(part, { force: true });
    // libvips fails with a list of texts.
    return [error.message ?? error].flat().at(-1).trim().replaceAll('\\n', '; ');
  } finally {
    letGo();
  }
}

const PICTURES = /\\.(jpe?g|png|webp|tiff?|gif|avif|jxl)$/i;

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

/** Where the result of a file goes: its name, numbered when another has it. */
function targetFor(file, out, isFile, taken) {
  if (isFile) return out;
  const stem = NAME.replaceAll('{}', () => path.parse(file).name);
  let target = path.join(out, stem + EXTENSION);
  for (let count = 2; taken.has(target.toLowerCase()); count += 1) {
    target = path.join(out, \`\${stem}-\${count}\${EXTENSION}\`);
  }
  taken.add(target.toLowerCase());
  return target;
}

/** Compares this computer's pixels with the browser's; 0 when they are the same. */
function verify() {
  const image = pipeline(checkPicture(vips.Image.black(1, 1))).copyMemory();
  const hash = createHash('sha256');
  hash.update(\`\${image.width}x\${image.height}x\${image.bands} \${image.format} \`);
  const pixels = image.writeToMemory();
  hash.update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  const found = hash.digest('hex');
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

/** Does the work in this process, or in several at once; calls \`tell\` with each problem or null. */
async function runAll(work, jobs, tell) {
  if (jobs === 1) {
    for (const [file, target] of work) tell(file, target, run(file, target));
    return;
  }
  const waiting = [...work];
  const worker = () =>
    new Promise((resolve) => {
      const child = fork(fileURLToPath(import.meta.url), [], {
        env: { ...process.env, PIPETTE_WORKER: '1' },
      });
      let current = null;
      const next = () => {
        current = waiting.shift() ?? null;
        if (current === null) child.kill();
        else child.send(current);
      };
      child.on('message', (message) => {
        if (current !== null) tell(...current, message.problem);
        next();
      });
      child.on('exit', () => {
        if (current !== null) tell(...current, 'the process that worked on it died');
        resolve(current !== null && waiting.length > 0 ? worker() : undefined);
      });
    });
  await Promise.all(Array.from({ length: Math.min(jobs, work.length) }, worker));
}

/** Waits for files to work on from the process that started this one. */
function serve() {
  process.on('message', ([file, target]) => process.send({ problem: run(file, target) }));
  process.send({ problem: null });
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
  fs.mkdirSync(isFile ? path.dirname(words.out) : words.out, { recursive: true });
  const work = [];
  const taken = new Set();
  let failed = 0;
  let done = 0;
  const tell = (file, target, problem) => {
    if (problem === null) {
      done += 1;
      console.log(\`\${file} -> \${target}\`);
    } else {
      failed += 1;
      console.error(\`\${file}: \${problem}\`);
    }
  };
  for (const [file, problem] of inputsOf(words.inputs)) {
    const target = problem === null ? targetFor(file, words.out, isFile, taken) : '';
    if (problem !== null) tell(file, target, problem);
    else if (isFile && work.length > 0) {
      tell(file, target, \`\${target} is one file; give a folder for several pictures\`);
    } else if (fs.existsSync(target) && !words.overwrite) {
      tell(file, target, \`\${target} exists; use --overwrite to replace it\`);
    } else work.push([file, target]);
  }
  await runAll(work, words.jobs, tell);
  console.log(\`\${done} done, \${failed} failed\`);
  return failed > 0 ? 1 : 0;
}
`.trim();
