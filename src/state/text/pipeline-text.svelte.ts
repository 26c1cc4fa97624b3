import type { Copied } from '../../core/base/copied';
import type { DocumentExtras, ReadDocument } from '../../core/documents/document';
import { withDocumentSettings } from '../../core/formats/settings';
import type { Engine } from '../../core/engine/contract';
import { pipelineFileName } from '../../core/naming/pipeline-file-name';
import type { Problem } from '../../core/pipeline/tolerance';
import { ok, type Result } from '../../core/base/result';
import { FollowerOnDemand } from '../base/follower-on-demand.svelte';
import type { CopyText, SaveFile } from '../base/ports';
import { nothingKept, type Outgoing } from '../versions/outgoing';
import type { Workspace } from '../work/workspace.svelte';
import { documentExtras, type SiteFacts } from './document-extras';

export const documentFormats = [
  { id: 'json', label: 'JSON', mime: 'application/json', extension: 'json' },
  { id: 'yaml', label: 'YAML', mime: 'application/yaml', extension: 'yaml' },
] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** How a document is written and read, fetched when one is first shown. */
interface Writing {
  write(pipeline: Workspace['pipeline'], extras: DocumentExtras): string;
  read(text: string): Result<ReadDocument>;
}

const loaders: Readonly<Record<DocumentFormat['id'], () => Promise<Writing>>> = {
  json: async () => {
    const { readJson, writeJson } = await import('../../core/documents/carriers/json');
    return { write: writeJson, read: readJson };
  },
  yaml: async () => {
    const { readYaml, writeYaml } = await import('../../core/documents/carriers/yaml');
    return { write: writeYaml, read: readYaml };
  },
};

/** Typing rests for this long before the text is read, in milliseconds. */
const debounceMs = 300;

/**
 * The pipeline as a text that can be changed in place. What is typed becomes the pipeline as soon as
 * it is whole; until then the pipeline stays as it was and the text says, by line, what is wrong.
 */
export class PipelineText {
  /** Whether a document is shown, and not a program. */
  shown = $state(false);
  format = $state.raw<DocumentFormat>(documentFormats[0]);
  withSettings = $state(false);
  withFileName = $state(false);
  /** What is being typed; null when the text is the pipeline's own. */
  draft = $state<string | null>(null);
  #writings = $state.raw<Partial<Record<DocumentFormat['id'], Writing>>>({});
  /** Follows the typing. */
  readonly #follower = new FollowerOnDemand<string, readonly Problem[]>({
    debounceMs,
    serves: (read, typed) => read === typed,
    make: (draft) => this.#read(draft),
  });

  constructor(
    private readonly engine: Pick<Engine, 'state'>,
    private readonly workspace: Workspace,
    private readonly save: SaveFile,
    private readonly copyText: CopyText,
    private readonly site: SiteFacts,
    private readonly outgoing: Outgoing = nothingKept,
  ) {}

  /** Why the draft is no pipeline. */
  readonly failure = $derived.by(() => this.#follower.failure);
  /** What of the draft did not fit; it is applied only when the person says so. */
  readonly problems = $derived.by((): readonly Problem[] =>
    this.failure === null ? (this.#follower.made?.value ?? []) : [],
  );

  /** The pipeline in the chosen format; empty until that can be written. */
  readonly written = $derived.by(() => {
    const { pipeline } = this.workspace;
    return this.#writings[this.format.id]?.write(pipeline, this.#extras()) ?? '';
  });
  readonly text = $derived(this.draft ?? this.written);
  readonly fileName = $derived.by(() =>
    pipelineFileName(this.workspace.pipeline.name, `.${this.format.extension}`),
  );

  #extras(): DocumentExtras {
    const { engine, workspace, site, withFileName, withSettings } = this;
    return {
      ...documentExtras(engine, workspace, site, { withFileName, withSettings }),
      version: this.outgoing.now,
    };
  }

  /** Shows the pipeline in this format; what was typed in another one is finished first. */
  show(id: DocumentFormat['id']): void {
    this.hide();
    this.format = documentFormats.find((format) => format.id === id) ?? documentFormats[0];
    this.shown = true;
  }

  /** Shows no document. */
  hide(): void {
    this.finish();
    this.discard();
    this.shown = false;
  }

  /** Fetches what writes and reads the chosen format; resolves to whether it is here. */
  async load(): Promise<boolean> {
    const { id } = this.format;
    if (this.#writings[id]) return true;
    try {
      const writing = await loaders[id]();
      this.#writings = { ...this.#writings, [id]: writing };
      return true;
    } catch (error) {
      console.info('Pipette: a document format could not be fetched.', error);
      return false;
    }
  }

  /** Takes what was typed; it is read when the typing settles. */
  type(text: string): void {
    this.draft = text;
    this.#follower.want(text);
  }

  /** Forgets what was typed: the text is the pipeline's own again. */
  discard(): void {
    this.#follower.clear();
    this.draft = null;
    this.workspace.endGesture();
  }

  /** Ends the typing: a draft that became the pipeline gives way to the pipeline's own text. */
  finish(): void {
    if (this.draft === null) return;
    void this.#follower.again(this.draft);
    if (this.failure === null && this.problems.length === 0) this.discard();
  }

  /** Applies the draft with what was kept in place of what did not fit. */
  applyAnyway(): void {
    const read = this.draft === null ? undefined : this.#writings[this.format.id]?.read(this.draft);
    if (!read?.ok) return;
    this.#apply(read.value);
    this.discard();
  }

  #read(draft: string): Result<readonly Problem[]> {
    const read = this.#writings[this.format.id]?.read(draft);
    if (!read) return ok([]);
    if (!read.ok) return read;
    if (read.value.problems.length === 0) this.#apply(read.value);
    return ok(read.value.problems);
  }

  #apply({ pipeline, settings }: ReadDocument): void {
    const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    const now = this.workspace;
    const taken = settings && withDocumentSettings(now.settings, settings);
    const changed = taken && !isSame(taken, now.settings) ? { settings: taken } : {};
    if (isSame(pipeline, now.pipeline) && !('settings' in changed)) return;
    now.takeDocument(
      { did: 'text', of: this.format.label },
      { pipeline, ...changed },
      'document-text',
    );
  }

  /** Puts the text into the clipboard; resolves to whether that worked. */
  async copy(): Promise<Copied> {
    const copied = await this.copyText(this.text);
    if (copied === 'copied') this.outgoing.sent('export');
    return copied;
  }

  /** Hands the text over as a file. */
  download(): void {
    const type = `${this.format.mime};charset=utf-8`;
    this.save(new Blob([this.text], { type }), this.fileName);
    this.outgoing.sent('export', this.fileName);
  }
}
