import type { AssetSource } from '../../core/assets/asset';
import { messageOf, appError, type AppError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { count } from '../../core/base/words';
import { picturesOf } from '../../core/documents/detected';
import type { History } from '../../core/documents/project/history-text';
import type { Engine } from '../../core/engine/contract';
import { pipelineFileName } from '../../core/naming/pipeline-file-name';
import type { Pipeline } from '../../core/pipeline/pipeline';
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

/** A pipeline handed over with its history: as a project file, or the history alone. */
export class HandingOver {
  /** Whether the picture that is open goes along in a project. */
  withPicture = $state(false);
  /** Whether a file is being put together. */
  busy = $state(false);

  constructor(
    private readonly engine: Pick<Engine, 'state'>,
    private readonly workspace: Workspace,
    private readonly versions: Pick<Versions, 'send' | 'ahead' | 'gather' | 'own' | 'heads'>,
    private readonly ports: HandingOverPorts,
    private readonly site: HandingOverSite,
  ) {}

  /** The picture that may go along; null where none is open, or it is too large. */
  readonly picture = $derived.by(() => {
    const { source } = this.workspace;
    return source && source.file.size <= maxPictureBytes
      ? { name: source.name, bytes: source.file.size }
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
      const { pipeline, source } = this.workspace;
      const name = pipelineFileName(pipeline.name, projectEnding);
      const takesPicture = this.withPicture && this.picture !== null && source !== null;
      const extras = documentExtras(this.engine, this.workspace, this.site, {
        withFileName: takesPicture,
        withSettings: true,
      });
      // Before the history is gathered, so that it is a part of it.
      await this.versions.send('export', name, pipeline);
      const version = await this.versions.ahead(pipeline);
      const history = await this.versions.gather(this.versions.own);
      const made = projectFiles(
        {
          document: writeJson(pipeline, { ...extras, version }),
          history,
          assets: await this.#assetsOf(pipeline, history),
          pictures: takesPicture ? [{ name: source.name, content: source.file }] : [],
          madeAt: new Date().toISOString(),
        },
        this.site.address,
      );
      await this.ports.saveProject(made.files, name.slice(0, -projectEnding.length));
      const told = count(history.versions.length - made.versionsLeftOut, 'version');
      const left = leftOutInWords(made.versionsLeftOut, made.assetsLeftOut);
      return `Saved ${name} with ${told}.${left}`;
    });
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
