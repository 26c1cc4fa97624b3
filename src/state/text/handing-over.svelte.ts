import type { AssetSource } from '../../core/assets/asset';
import { messageOf, appError, type AppError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { count } from '../../core/base/words';
import { picturesOf } from '../../core/documents/detected';
import type { History } from '../../core/documents/project/history-text';
import type { Engine } from '../../core/engine/contract';
import { pipelineFileName } from '../../core/naming/pipeline-file-name';
import type { Pipeline } from '../../core/pipeline/pipeline';
import { ownValuesOf, type SetWork } from '../../core/set/going';
import { writeCarried, writeCarriedSet } from '../../core/set/carried';
import type { Project } from '../../core/documents/project/write-project';
import { fileOfEntry } from '../set/entry-file';
import { missingInWords } from '../set/set-exports';
import type { VersionHead } from '../../core/pipeline/versions/version';
import type { SaveArchive, SaveFile } from '../base/ports';
import type { Versions } from '../versions/versions.svelte';
import type { Workspace } from '../work/workspace.svelte';
import { documentExtras, type SiteFacts } from './document-extras';

/** A larger picture does not go into a project: archives end at twice as much, in bytes. */
const maxPictureBytes = 1e9;

/** What handing over needs of the browser. */
export interface HandingOverPorts {
  readonly save: SaveFile;
  readonly saveProject: SaveArchive;
  /** Pictures that steps bring along. */
  readonly assets: AssetSource;
}

/** What the site says of itself; `address` is that of the app, without query and hash. */
export type HandingOverSite = SiteFacts & { readonly address: string };

/** The set that is open, as far as a project needs it. */
interface OpenSet {
  readonly work: SetWork | null;
  /** The pipeline that all pictures have. */
  readonly shared: Pipeline;
  readonly files: { of(id: string): Promise<Blob | null> };
}

/** What goes along in a project: the pictures that are open, with their bytes. */
interface GoesAlong {
  readonly names: readonly string[];
  readonly bytes: number;
  readonly set: SetWork | null;
}

/** A pipeline handed over with its history: as a project file, or the history alone. */
export class HandingOver {
  /** Whether the pictures that are open go along in a project. */
  withPicture = $state(false);
  /** Whether a file is being put together. */
  busy = $state(false);

  constructor(
    private readonly engine: Pick<Engine, 'state'>,
    private readonly workspace: Workspace,
    private readonly versions: Pick<Versions, 'send' | 'ahead' | 'gather' | 'own' | 'heads'>,
    private readonly ports: HandingOverPorts,
    private readonly site: HandingOverSite,
    private readonly open: OpenSet,
  ) {}

  /**
   * The pictures that may go along, of a set all; where those are too large together, the one that is
   * open. Null where none is, or it is too large.
   */
  readonly goesAlong = $derived.by((): GoesAlong | null => {
    const { source } = this.workspace;
    const { work } = this.open;
    const all = work?.set.entries ?? [];
    const bytes = all.reduce((sum, entry) => sum + entry.bytes, 0);
    if (work && bytes <= maxPictureBytes)
      return { names: all.map(({ name }) => name), bytes, set: work };
    return source && source.file.size <= maxPictureBytes
      ? { names: [source.name], bytes: source.file.size, set: null }
      : null;
  });

  /** Saves a project file; resolves to what to say of it. */
  saveProject(): Promise<Result<string>> {
    return this.#alone(async () => {
      const [{ writeJson }, { projectFiles }, { projectEnding }] = await Promise.all([
        import('../../core/documents/carriers/json'),
        import('../../core/documents/project/write-project'),
        import('../../core/documents/project/project-files'),
      ]);
      const { source } = this.workspace;
      const along = this.withPicture ? this.goesAlong : null;
      // What counts for single pictures only goes along with them.
      const pipeline =
        along?.set && !this.workspace.viewed ? this.open.shared : this.workspace.pipeline;
      const name = pipelineFileName(pipeline.name, projectEnding);
      const extras = documentExtras(this.engine, this.workspace, this.site, {
        withFileName: along !== null && along.set === null,
        withSettings: true,
      });
      // Before the history is gathered, so that it is a part of it.
      await this.versions.send('export', name, pipeline);
      const version = await this.versions.ahead(pipeline);
      const history = await this.versions.gather(this.versions.own);
      const pictures = along?.set
        ? await this.#picturesOf(along.set)
        : along && source
          ? [{ name: source.name, content: source.file }]
          : [];
      const missing = (along?.names.length ?? 0) - pictures.length;
      const made = projectFiles(
        {
          document: writeJson(pipeline, { ...extras, version }),
          history,
          assets: await this.#assetsOf(pipeline, history),
          pictures,
          set: along?.set ? writeCarriedSet(along.set.set) : undefined,
          madeAt: new Date().toISOString(),
        },
        this.site.address,
      );
      await this.ports.saveProject(made.files, name.slice(0, -projectEnding.length));
      const told = count(history.versions.length - made.versionsLeftOut, 'version');
      const left = leftOutInWords(made.versionsLeftOut, made.assetsLeftOut);
      const without = missing > 0 ? ` ${missingInWords(missing)}` : '';
      return `Saved ${name} with ${told}.${left}${without}`;
    });
  }

  /** Returns the pictures of a set with what is said of them; those whose files cannot be had are not there. */
  async #picturesOf(work: SetWork): Promise<Project['pictures']> {
    const found: Project['pictures'][number][] = [];
    for (const entry of work.set.entries) {
      const content = await fileOfEntry(entry.id, this.workspace, this.open);
      if (!content) continue;
      const isCurrent = entry.id === work.set.current;
      const set = writeCarried(entry, ownValuesOf(work, entry), isCurrent);
      found.push({ name: entry.name, content, set });
    }
    return found;
  }

  /**
   * Saves the history of this pipeline alone, as JSON, or that of all pipelines of this device;
   * resolves to what to say of it.
   */
  saveHistory(everywhere: boolean): Promise<Result<string>> {
    return this.#alone(async () => {
      const heads: readonly VersionHead[] = everywhere ? this.versions.heads : this.versions.own;
      const { historySchemaPath, writeHistoryText } =
        await import('../../core/documents/project/history-text');
      const history = await this.versions.gather(heads);
      const schema = `${this.site.address}${historySchemaPath}`;
      const { text, leftOut } = writeHistoryText(history, schema);
      const title = everywhere ? 'all pipelines' : this.workspace.work.pipeline.name;
      const name = pipelineFileName(title, '-history.json');
      this.ports.save(new Blob([text], { type: 'application/json' }), name);
      const told = count(history.versions.length - leftOut, 'version');
      return `Saved ${name} with ${told}.${leftOutInWords(leftOut, 0)}`;
    });
  }

  /** What is needed of pictures that steps bring along, those of the pipeline of now first. */
  async #assetsOf(pipeline: Pipeline, { versions }: History): Promise<ReadonlyMap<string, Blob>> {
    const pipelines = [pipeline, ...versions.map((version) => version.pipeline)];
    const hashes = new Set(pipelines.flatMap(({ steps }) => steps.flatMap(picturesOf)));
    const found = new Map<string, Blob>();
    for (const hash of hashes) {
      const png = await this.ports.assets(hash);
      if (png) found.set(hash, png);
    }
    return found;
  }

  async #alone(make: () => Promise<string>): Promise<Result<string>> {
    if (this.busy) return fail(notSaved('It is being put together already.'));
    this.busy = true;
    try {
      return ok(await make());
    } catch (error) {
      return fail(notSaved(messageOf(error)));
    } finally {
      this.busy = false;
    }
  }
}

const notSaved = (detail: string): AppError =>
  appError('STO-FAILED', 'The file could not be put together.', {
    safe: 'Your pipeline and its history are unchanged.',
    advice: 'Free some space, or save it without the picture, then try again.',
    detail,
  });

const leftOutInWords = (versions: number, assets: number): string =>
  [
    versions > 0 ? ` ${count(versions, 'older version')} had no room in it.` : '',
    assets > 0 ? ` ${count(assets, 'picture')} of earlier steps had no room in it.` : '',
  ].join('');
