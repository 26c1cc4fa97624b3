import { count } from '../../base/words';
import { limits } from '../../base/limits';
import { fail, ok, type Result } from '../../base/result';
import { appError } from '../../base/errors';
import { displayFileName } from '../../naming/display-file-name';
import type { Problem } from '../../pipeline/tolerance';
import type { ByteReader } from '../../source/byte-reader';
import { readJson } from '../carriers/json';
import { bytesInZip, stretchInZip, textInZip, type ZipFileEntry } from '../carriers/zip-file';
import {
  type CarriedPictures,
  type CarriedPipeline,
  inside,
  type PictureInFile,
} from '../carriers/carrier';
import { type CarriedHistory, historyLimits, readHistoryText } from './history-text';
import { historyVersion } from '../../pipeline/versions/history-file';
import {
  assetName,
  projectLimits,
  projectNames,
  type ProjectList,
  type ProjectPicture,
  readProjectList,
} from './project-files';

/** A part of a project, and what of it did not fit. */
interface Part<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

const problem = (path: string, expected: string, came: string, kept: string): Problem => ({
  path,
  expected,
  came,
  kept,
});

/** Files of an archive by name; of one name the first counts. */
type Files = ReadonlyMap<string, ZipFileEntry>;

async function listIn(
  reader: ByteReader,
  files: Files,
): Promise<Part<Omit<ProjectList, 'madeAt'>>> {
  const entry = files.get(projectNames.list);
  const text = entry && (await textInZip(reader, entry, projectLimits.listBytes));
  const read = text?.ok ? readProjectList(text.value) : text;
  if (read?.ok) return { value: read.value, problems: read.value.problems };
  const came = read?.error.message ?? 'nothing';
  const told = problem(projectNames.list, 'what is in the project', came, 'the pipeline alone');
  return { value: { pictures: [] }, problems: [told] };
}

/** What of a history could not be read, in a line or two: nobody reads thousands. */
function misfitsOf({ refused, problems, isNewer }: CarriedHistory): readonly Problem[] {
  const path = projectNames.history;
  return [
    ...(isNewer
      ? [
          problem(
            path,
            `a history of version ${historyVersion}`,
            'a newer one',
            'what this version of Pipette knows',
          ),
        ]
      : []),
    ...(refused.length > 0
      ? [
          problem(
            path,
            'versions that can be read',
            `${count(refused.length, 'version')} that cannot`,
            'the others',
          ),
        ]
      : []),
    ...(problems.size > 0
      ? [
          problem(
            path,
            'versions that fit',
            `${count(problems.size, 'version')} with parts that do not`,
            'what fits of them',
          ),
        ]
      : []),
  ];
}

async function historyIn(reader: ByteReader, files: Files): Promise<Part<CarriedHistory | null>> {
  const entry = files.get(projectNames.history);
  if (!entry) return { value: null, problems: [] };
  const text = await textInZip(reader, entry, historyLimits.bytes);
  const read = text.ok ? readHistoryText(text.value) : text;
  if (read.ok) return { value: read.value, problems: misfitsOf(read.value) };
  const { message } = read.error;
  const told = problem(projectNames.history, 'a history', message, 'the pipeline without it');
  return { value: null, problems: [told] };
}

const assetForm = /^assets\/([0-9a-f]{64})\.png$/;

async function assetsIn(reader: ByteReader, files: Files): Promise<Part<CarriedPictures>> {
  const value = new Map<string, Uint8Array<ArrayBuffer>>();
  const problems: Problem[] = [];
  let left: number = projectLimits.assetBytes;
  for (const [name, entry] of files) {
    const [, hash] = assetForm.exec(name) ?? [];
    if (hash === undefined) continue;
    const bytes = await bytesInZip(reader, entry, left);
    if (bytes.ok) {
      left -= bytes.value.length;
      value.set(hash, new Uint8Array(bytes.value));
    } else {
      const kept = 'the steps without it';
      problems.push(problem(assetName(hash).slice(0, 20), 'a picture', bytes.error.message, kept));
    }
  }
  return { value, problems: problems.slice(0, 20) };
}

async function picturesIn(
  reader: ByteReader,
  files: Files,
  list: readonly ProjectPicture[],
): Promise<Part<readonly PictureInFile[]>> {
  const value: PictureInFile[] = [];
  const problems: Problem[] = [];
  for (const { file, name, type, set } of list) {
    const entry = files.get(file);
    const stretch = entry && (await stretchInZip(reader, entry));
    if (stretch?.ok) value.push({ name, type, ...(set && { set }), ...stretch.value });
    else {
      const path = displayFileName(name);
      const came = stretch?.error.message ?? 'nothing';
      problems.push(problem(path, 'a picture', came, 'the project without it'));
    }
  }
  return { value, problems: problems.slice(0, 20) };
}

/**
 * Reads a project file. Its pipeline is read as a document is; of what else is in it, whatever is
 * damaged is left out and noted. The pictures that it is made for are not read, only found.
 */
export async function readProject(
  reader: ByteReader,
  entries: readonly ZipFileEntry[],
): Promise<Result<CarriedPipeline>> {
  const files = new Map<string, ZipFileEntry>();
  for (const entry of entries) if (!files.has(entry.name)) files.set(entry.name, entry);
  const pipeline = files.get(projectNames.pipeline);
  if (!pipeline) {
    return fail(
      appError('CFG-SHAPE', `It is a project without its ${projectNames.pipeline}.`, {
        safe: 'Nothing was changed.',
      }),
    );
  }
  const text = await textInZip(reader, pipeline, limits.document.bytes);
  if (!text.ok) return text;
  const read = inside(readJson(text.value));
  if (!read.ok) return read;
  const { document } = read.value;
  const list = await listIn(reader, files);
  const history = await historyIn(reader, files);
  const assets = await assetsIn(reader, files);
  const pictures = await picturesIn(reader, files, list.value.pictures);
  const { set } = list.value;
  const parts = [list, history, assets, pictures];
  const problems = [...document.problems, ...parts.flatMap((part) => part.problems)].slice(0, 200);
  return ok({
    kind: 'pipeline',
    document: { ...document, problems },
    assets: assets.value,
    project: { history: history.value, pictures: pictures.value, ...(set && { set }) },
  });
}
