import { number } from '../base/words';
import { type AppError, appError } from '../base/errors';
import { limits } from '../base/limits';
import { displayFileName } from '../naming/display-file-name';
import { fail, ok, type Result } from '../base/result';
import { type ByteReader, bytesReader, ByteView } from '../source/byte-reader';
import { whatItIs } from '../source/what-it-is';
import type { Detected } from './detected';
import { isLikeDocument } from './carriers/came-text';
import { picture } from './carriers/kinds/picture';
import { readText } from './carriers/read-text';
import { readZip } from './carriers/read-zip';
import { listZip } from './carriers/zip-file';
import { historyLimits, isHistoryText } from './project/history-text';

/** Something from outside: its name for messages, and its bytes or a way to them. */
export interface AnyFile {
  readonly name: string;
  readonly bytes: Uint8Array | ByteReader;
}

const unchanged = 'Your pipeline and picture are unchanged.';
const kinds =
  'Pipelines are read from JSON, YAML, programs, reports, projects and zips that Pipette made, and from pictures that carry theirs.';

/** Bytes by which the kind of a file is told for a message. */
const startBytes = 16 * 1024;

const noPipeline = (shown: string, what: string): AppError =>
  appError('CFG-NONE', `${shown} holds no pipeline that Pipette can read: it is ${what}.`, {
    safe: unchanged,
    advice: kinds,
  });

/** Returns a failure that begins with what it is about. */
const about = (shown: string, error: AppError): Result<never> =>
  fail({
    ...error,
    message: `${shown} was not read. ${error.message}`,
    safe: unchanged,
  });

/** Returns the text in bytes, or null when they are none. */
function textOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = !isWide ? 'utf-8' : first === 0xff ? 'utf-16le' : 'utf-16be';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    // Bytes that are no text.
    return null;
  }
}

/** Returns which line of a document is no text; null when it is no document either. */
function spoiltDocument(bytes: Uint8Array): Result<never> | null {
  if (!isLikeDocument(new TextDecoder().decode(bytes))) return null;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let line = 1, from = 0; from <= bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const part = bytes.subarray(from, end < 0 ? bytes.length : end);
    try {
      // A line break is never a part of another letter.
      if (!decoder.decode(part).includes('\0')) {
        from = end < 0 ? Infinity : end + 1;
        continue;
      }
    } catch {
      // It is this line.
    }
    return fail({
      ...appError('CFG-SHAPE', `Line ${line}: a byte here is no text in UTF-8.`, {
        safe: unchanged,
        advice: 'Save the file anew as UTF-8.',
      }),
      line,
    });
  }
  return null;
}

async function read(shown: string, reader: ByteReader): Promise<Result<Detected>> {
  if (reader.size === 0) {
    return fail(
      appError('IMG-EMPTY', `${shown} is empty: it has no bytes.`, {
        safe: unchanged,
        advice: 'Copy it again from where it came from.',
      }),
    );
  }
  const start = new ByteView(await reader.read(0, startBytes));
  if (start.text(0, 4) === 'PK\x03\x04') return inZip(shown, reader, start);
  const isHistory = isHistoryText(start.text(0, Math.min(reader.size, startBytes)));
  const longest = isHistory ? historyLimits.bytes : limits.carrier.textBytes;
  if (reader.size > longest) {
    const max = number(longest);
    return fail(
      appError(
        'CFG-SIZE',
        `${shown} holds no pipeline that Pipette can read: it has ${number(reader.size)} bytes, and at most ${max} are looked through.`,
        { safe: unchanged, advice: kinds },
      ),
    );
  }
  const bytes = await reader.read(0, reader.size);
  const text = textOf(bytes);
  const found = text === null ? spoiltDocument(bytes) : readText(text);
  if (found === null) return fail(noPipeline(shown, whatItIs(start)));
  return found.ok ? found : about(shown, found.error);
}

async function inZip(
  shown: string,
  reader: ByteReader,
  start: ByteView,
): Promise<Result<Detected>> {
  const listed = await listZip(reader);
  if (!listed.ok) return about(shown, listed.error);
  const found = await readZip({ reader, entries: listed.value });
  if (found === null) {
    return fail(noPipeline(shown, `${whatItIs(start)} without a pipeline.json or pipeline.yaml`));
  }
  if (found === 'other') {
    return fail(noPipeline(shown, 'a zip whose pipeline file is something else'));
  }
  return found.ok ? found : about(shown, found.error);
}

/**
 * Finds the pipeline in a file that is no picture, whatever the file is called: its content decides.
 * Never rejects and never runs anything: what is no pipeline comes back as CFG-NONE, IMG-EMPTY or
 * CFG-SIZE, what is one but cannot be read as another CFG error, in words that name the file.
 */
export async function readAny({ name, bytes }: AnyFile): Promise<Result<Detected>> {
  const shown = displayFileName(name);
  try {
    return await read(shown, bytes instanceof Uint8Array ? bytesReader(bytes) : bytes);
  } catch (thrown) {
    return fail(
      appError('CFG-NONE', `${shown} could not be read. It may have moved or changed.`, {
        safe: unchanged,
        advice: 'Choose the file again.',
        detail: String(thrown),
      }),
    );
  }
}

/** The same for a text that was pasted. */
export function readPasted(text: string): Result<Detected> {
  const shown = 'What was pasted';
  const found = text.length > limits.carrier.textBytes ? null : readText(text);
  if (found === null) {
    return fail(
      appError('CFG-NONE', `${shown} holds no pipeline that Pipette can read.`, {
        safe: unchanged,
        advice: kinds,
      }),
    );
  }
  return found.ok ? found : about(shown, found.error);
}

/**
 * Returns what a picture carries, once its document was read out of it (core/metadata/embedded-pipeline.ts).
 * @param pixels SHA-256 in hex of the pixels that its steps made; null when it does not say
 */
export function foundInPicture(
  name: string,
  pipeline: string,
  pixels: string | null,
): Result<Detected> {
  const found = readText(pipeline);
  if (found?.ok === false) return about(displayFileName(name), found.error);
  if (found?.value.kind !== 'pipeline') {
    return fail(noPipeline(displayFileName(name), 'a picture that carries something else'));
  }
  const { from, words } = picture;
  return ok({ ...found.value, from, words, ...(pixels === null ? {} : { pixels }) });
}
