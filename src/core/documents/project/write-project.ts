import { type History, historySchemaPath, writeHistoryText } from './history-text';
import {
  assetName,
  projectLimits,
  projectNames,
  projectPicture,
  projectSchemaPath,
  writeProjectList,
} from './project-files';

/** What goes into a project file. */
export interface Project {
  /** The pipeline's document as JSON. */
  readonly document: string;
  readonly history: History;
  /** Pictures that steps bring along, by hash; those of the pipeline itself first. */
  readonly assets: ReadonlyMap<string, Blob>;
  /** Those that the pipeline is made for. */
  readonly pictures: readonly {
    readonly name: string;
    readonly content: Blob;
    /** What the set says of it that it is one of. */
    readonly set?: object;
  }[];
  /** What is said of the set that they are. */
  readonly set?: object | undefined;
  /** As an ISO date. */
  readonly madeAt: string;
}

/** One file of a project. */
export interface ProjectFile {
  readonly name: string;
  readonly content: Blob;
  /** Whether it is text, which is worth deflating. What is not is stored as it is. */
  readonly text: boolean;
}

/** The files of a project, and what had to stay behind so that it can be read back. */
export interface ProjectFiles {
  readonly files: readonly ProjectFile[];
  /** Versions of which only traces are in it. */
  readonly versionsLeftOut: number;
  readonly assetsLeftOut: number;
}

/**
 * Returns the files of a project, its document first.
 * @param site the address of the site that serves the JSON Schemas
 */
export function projectFiles(
  { document, history, assets, pictures, set, madeAt }: Project,
  site: string,
): ProjectFiles {
  const json = (name: string, text: string): ProjectFile => ({
    name,
    content: new Blob([text], { type: 'application/json' }),
    text: true,
  });
  const written = writeHistoryText(history, `${site}${historySchemaPath}`);
  let left: number = projectLimits.assetBytes;
  const carried = [...assets].filter(([, { size }]) => {
    if (size > left) return false;
    left -= size;
    return true;
  });
  const named = pictures.map(({ name, content, set }, index) => ({
    content,
    said: projectPicture({ name, type: content.type, set }, index),
  }));
  const list = { madeAt, pictures: named.map(({ said }) => said), set };
  return {
    files: [
      json(projectNames.list, writeProjectList(list, `${site}${projectSchemaPath}`)),
      json(projectNames.pipeline, document),
      json(projectNames.history, written.text),
      ...carried.map(([hash, content]) => ({ name: assetName(hash), content, text: false })),
      ...named.map(({ content, said }) => ({ name: said.file, content, text: false })),
    ],
    versionsLeftOut: written.leftOut,
    assetsLeftOut: assets.size - carried.length,
  };
}
