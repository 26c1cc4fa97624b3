import { limits } from '../../base/limits';
import { fail, ok, type Result } from '../../base/result';
import { safeFileName } from '../../naming/safe-file-name';
import { type Fields, readFields } from '../../pipeline/fields';
import { mismatch, Tolerance, type Problem } from '../../pipeline/tolerance';
import { parseJsonWithin } from '../carriers/json';

/**
 * Of a project file: bytes of what says what is in it, and its lists and objects; bytes of all pictures
 * that steps bring along, and pictures that it is made for. Here, for the first screen fetches all that is in `limits.ts`.
 */
export const projectLimits = {
  listBytes: 8 * 1024 * 1024,
  lists: 200_000,
  assetBytes: 64 * 1024 * 1024,
  pictures: 2_000,
} as const;

/** How project files end. */
export const projectEnding = '.pipette';

/** What a project file is of, for systems that ask. */
export const projectMime = 'application/x-pipette-project';

/** Where the site serves the JSON Schema of what says what is in a project, relative to the site. */
export const projectSchemaPath = 'schema/project-1.json';

/** The version of the project files that this program writes. */
export const projectVersion = 1;

/** The field by which the list of a project is known. */
export const projectField = 'pipette-project';

/** What lies where in a project file. Whatever else is in it is passed over. */
export const projectNames = {
  list: 'project.json',
  pipeline: 'pipeline.json',
  history: 'history.json',
} as const;

/** Returns where a picture that steps bring along lies. */
export const assetName = (hash: string): string => `assets/${hash}.png`;

/** Where pictures lie that the pipeline is made for. */
export const pictureFolder = 'pictures/';

/** A name of a file in a project is at most so long, in letters. */
export const fileNameLength = 300;

/** A picture that the pipeline is made for. */
export interface ProjectPicture {
  /** Its name in the archive. */
  readonly file: string;
  /** What it is called. */
  readonly name: string;
  /** Its MIME type; empty where nobody knows. */
  readonly type: string;
  /** What a set says of it, which is read with the set (core/set/carried.ts). */
  readonly set?: object;
}

/** What the list of a project says. */
export interface ProjectList {
  /** As an ISO date; empty where it does not say. */
  readonly madeAt: string;
  readonly pictures: readonly ProjectPicture[];
  /** What is said of the set that they are (core/set/carried.ts). */
  readonly set?: object | undefined;
}

/** Names end up at a File, and types at a Blob, which wants plain letters. */
const pictureType = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/;

/** Returns how a picture lies in a project: apart from others of the same name by its place. */
export const projectPicture = (
  { name, type, set }: { name: string; type: string; set?: object | undefined },
  place: number,
): ProjectPicture => {
  const shown = name.slice(0, fileNameLength).toWellFormed() || 'picture';
  return {
    file: `${pictureFolder}${place === 0 ? '' : `${place + 1}-`}${safeFileName(shown)}`,
    name: shown,
    type: pictureType.test(type) ? type : '',
    ...(set && { set }),
  };
};

/** Returns the list of a project as text. */
export const writeProjectList = ({ madeAt, pictures, set }: ProjectList, schema?: string): string =>
  `${JSON.stringify(
    {
      ...(schema === undefined ? {} : { $schema: schema }),
      [projectField]: projectVersion,
      ...(madeAt === '' ? {} : { madeAt }),
      ...(set && { set }),
      ...(pictures.length === 0 ? {} : { pictures }),
    },
    null,
    2,
  )}\n`;

/** Returns what is said of a set, for others to read. */
function setIn(fields: Fields): { readonly set?: object } {
  const set: unknown = fields.get('set');
  return typeof set === 'object' && set !== null && !Array.isArray(set) ? { set } : {};
}

function readPicture(input: unknown): ProjectPicture | null {
  const fields = readFields(input, 'pictures');
  if (!fields.ok) return null;
  const [file, name, type] = ['file', 'name', 'type'].map((key) => fields.value.get(key));
  const isName = (text: unknown): text is string =>
    typeof text === 'string' && text !== '' && text.length <= fileNameLength && text.isWellFormed();
  if (!isName(file) || !isName(name)) return null;
  const isType = typeof type === 'string' && pictureType.test(type);
  if (!isType && type !== '' && type !== undefined) return null;
  return { file, name, type: isType ? type : '', ...setIn(fields.value) };
}

function readPictures(fields: Fields, tolerance: Tolerance): Result<readonly ProjectPicture[]> {
  const came: unknown = fields.get('pictures');
  if (came === undefined) return ok([]);
  const list: readonly unknown[] = Array.isArray(came) ? came : [];
  const read = list.slice(0, projectLimits.pictures).flatMap((item) => readPicture(item) ?? []);
  const files = new Set(read.map(({ file }) => file));
  const usable = read.filter(({ file }) => files.delete(file));
  if (Array.isArray(came) && usable.length === came.length) return ok(usable);
  const expected = `at most ${projectLimits.pictures} pictures with a file and a name`;
  return tolerance.recover('project.json: pictures', expected, came, usable, 'those that are');
}

/** Reads the list of a project as far as possible; what does not fit is noted. */
export function readProjectList(
  text: string,
): Result<ProjectList & { readonly problems: readonly Problem[] }> {
  const parsed = parseJsonWithin(text, {
    bytes: projectLimits.listBytes,
    depth: limits.document.depth,
    lists: projectLimits.lists,
  });
  if (!parsed.ok) return parsed;
  const fields = readFields(parsed.value, projectNames.list);
  if (!fields.ok) return fields;
  const version = fields.value.get(projectField);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail(mismatch(projectField, `the version of a project, ${projectVersion}`, version));
  }
  const tolerance = Tolerance.lenient();
  if (version > projectVersion) {
    const kept = 'what this version of Pipette knows';
    tolerance.recover(
      `project.json: ${projectField}`,
      `at most ${projectVersion}`,
      version,
      0,
      kept,
    );
  }
  const came = fields.value.get('madeAt');
  const isDate = typeof came === 'string' && !Number.isNaN(Date.parse(came)) && came.length < 40;
  if (!isDate && came !== undefined) {
    tolerance.recover('project.json: madeAt', 'an ISO date', came, '', 'left out');
  }
  const pictures = readPictures(fields.value, tolerance);
  if (!pictures.ok) return pictures;
  return ok({
    madeAt: isDate ? came : '',
    pictures: pictures.value,
    ...setIn(fields.value),
    problems: tolerance.problems,
  });
}
