import type { Copied } from '../../core/base/copied';
import { isCancelled } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import { MissingResource } from '../../core/graph/execute';
import { safeFileName } from '../../core/naming/safe-file-name';
import type { ExportPreset } from '../../core/formats/presets';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { ProgramLanguage, ProgramPlan } from '../../core/programs/index';
import { fail, ok, type Result } from '../../core/base/result';
import type { AssetSource } from '../../core/assets/asset';
import type { Lettering } from '../../core/text/lettering';
import type { SaveFile } from '../export/exporting.svelte';
import type { Workspace } from '../work/workspace.svelte';

/** Puts text into the clipboard; resolves to whether that worked. */
export type CopyText = (text: string) => Promise<Copied>;

/** The printers and what they need, fetched when the first program is shown. */
type Printing = typeof import('../../core/programs/index');

/** What a program is of. */
type Work = Pick<Workspace, 'pipeline' | 'settings'>;

/** Pictures that a pipeline brings along, by hash. */
type Pngs = ReadonlyMap<string, Uint8Array>;

/** Edits rest for this long before a program is written anew, in milliseconds. */
const debounceMs = 150;

/** The pipeline as programs, for as long as somebody looks. */
export class Programs {
  language = $state<ProgramLanguage['id']>('python');
  /** The program of the pipeline as it was a moment ago; empty while there is none. */
  text = $state('');
  /** Why there is no program now, in words; empty when there is one. */
  problem = $state('');
  /** Whether the text carries the checksum of this very pipeline. */
  verified = $state(false);
  languages = $state.raw<readonly ProgramLanguage[]>([]);

  #printing: Printing | null = null;
  #lettering: Lettering | null = null;
  #checksum: { readonly key: string; readonly value: string } | null = null;
  /** The checksum that was asked for last, also while it is on its way. */
  #asked: { readonly key: string; readonly answer: Promise<Result<string>> } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly engine: Pick<Engine, 'state' | 'checksum'>,
    private readonly workspace: Work,
    private readonly save: SaveFile,
    private readonly copyText: CopyText,
    private readonly loadLettering: () => Promise<Lettering>,
    private readonly loadAsset: AssetSource,
    private readonly appVersion: string,
    /** That of the libvips that comes along: what programs say until the engine has started. */
    private readonly vipsVersion: string,
    /** Returns the presets among which the name of the present settings is looked for. */
    private readonly presets: () => readonly ExportPreset[],
  ) {}

  /** The language that is chosen, once the printers are here. */
  get chosen(): ProgramLanguage | undefined {
    return this.languages.find(({ id }) => id === this.language);
  }

  /** The name that the program is saved under. */
  get fileName(): string {
    const { extension = 'txt', id } = this.chosen ?? {};
    const words = this.workspace.pipeline.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
    const stem = words.replace(/^-+|-+$/g, '') || 'pipeline';
    return safeFileName(`${stem}${id === 'cluster' ? '-cluster' : ''}.${extension}`);
  }

  /** Follows the pipeline, the export settings and the language; returns what stops it. */
  follow(): () => void {
    void this.#fetch();
    return $effect.root(() => {
      $effect(() => {
        const { pipeline, settings } = this.workspace;
        // Named so that a change of them writes the program anew.
        void [pipeline, settings, this.language, this.languages];
        // What is on screen is the program of a moment ago until it is written anew.
        this.verified = false;
        this.#timer = setTimeout(() => this.refresh(), debounceMs);
        return () => this.#stopTimer();
      });
    });
  }

  /** Puts the program into the clipboard; resolves to whether that worked. */
  async copy(): Promise<Copied> {
    await this.#written();
    return this.copyText(this.text);
  }

  /** Hands the program over as a file, with its checksum; resolves to the name of the file. */
  async download(): Promise<string> {
    await this.#written();
    const type = `${this.chosen?.mime ?? 'text/plain'};charset=utf-8`;
    const { fileName } = this;
    this.save(new Blob([this.text], { type }), fileName);
    return fileName;
  }

  /** Writes the program anew, as when a picture that it needs has come. */
  refresh(): void {
    this.#stopTimer();
    if (this.#printing) this.#writing = this.#write();
  }

  /** Resolves when the text is that of the pipeline as it is now, not of a moment ago. */
  async #written(): Promise<void> {
    for (;;) {
      if (this.#timer !== undefined) this.refresh();
      const writing = this.#writing;
      await writing;
      if (this.#timer === undefined && writing === this.#writing) return;
    }
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #fetch(): Promise<void> {
    this.#printing ??= await import('../../core/programs/index');
    this.languages = this.#printing.programLanguages;
  }

  async #write(): Promise<void> {
    const { pipeline } = this.workspace;
    // Once the pipeline has changed, another run is on the way.
    const isLate = (): boolean => this.workspace.pipeline !== pipeline;
    const brought = await this.#bring(pipeline);
    if (isLate()) return;
    if (!brought.ok) {
      this.text = '';
      this.problem = brought.error;
      return;
    }
    this.#print(brought.value);
    if (this.verified || this.#lacksEngine) return;
    const answer = await this.#checksumOf(pipeline);
    if (isLate()) return;
    if (answer.ok) this.#print(brought.value);
    else if (!isCancelled(answer.error) && !this.#lacksEngine) this.problem = answer.error.message;
  }

  /** Without an engine there are programs all the same; they do not verify themselves. */
  get #lacksEngine(): boolean {
    return this.engine.state.kind === 'failed';
  }

  /** Returns a pipeline's checksum, which is asked for once, whoever wants it. */
  async #checksumOf(pipeline: Pipeline): Promise<Result<string>> {
    const key = JSON.stringify(pipeline.steps);
    if (this.#asked?.key !== key) this.#asked = { key, answer: this.engine.checksum(pipeline) };
    const asked = this.#asked;
    const answer = await asked.answer;
    if (answer.ok) this.#checksum = { key, value: answer.value };
    else if (this.#asked === asked) this.#asked = null;
    return answer;
  }

  /** Fetches what comes along with a pipeline; fails with words where something cannot be had. */
  async #bring(pipeline: Pipeline): Promise<Result<Pngs, string>> {
    const needed = this.#printing?.resourcesOf(pipeline) ?? [];
    if (needed.some(({ kind }) => kind === 'text') && !(await this.#bringLettering())) {
      return fail('The font could not be fetched. Connect once, then it works offline.');
    }
    const pngs = new Map<string, Uint8Array>();
    for (const resource of needed) {
      if (resource.kind !== 'asset') continue;
      const png = await this.loadAsset(resource.hash);
      if (!png) {
        return fail('A picture that a step needs is not on this device. Choose it again there.');
      }
      pngs.set(resource.hash, new Uint8Array(await png.arrayBuffer()));
    }
    return ok(pngs);
  }

  async #bringLettering(): Promise<boolean> {
    try {
      this.#lettering ??= await this.loadLettering();
      return true;
    } catch {
      return false;
    }
  }

  /** Returns the program of a pipeline in a language; null when there is none. */
  async printed(id: ProgramLanguage['id'], work: Work): Promise<string | null> {
    await this.#fetch();
    const { pipeline } = work;
    const language = this.languages.find((one) => one.id === id);
    const brought = await this.#bring(pipeline);
    if (!language || !brought.ok) return null;
    const answer = await this.#checksumOf(pipeline);
    const plan = this.#plan(work, brought.value, answer.ok ? answer.value : null);
    return plan && language.print(plan);
  }

  #print(pngs: Pngs): void {
    const { chosen } = this;
    const key = JSON.stringify(this.workspace.pipeline.steps);
    const checksum = this.#checksum?.key === key ? this.#checksum.value : null;
    const plan = this.#plan(this.workspace, pngs, checksum);
    if (!plan || !chosen) return;
    this.text = chosen.print(plan);
    this.verified = checksum !== null;
    this.problem = '';
  }

  #plan({ pipeline, settings }: Work, pngs: Pngs, checksum: string | null): ProgramPlan | null {
    const state = this.engine.state;
    if (!this.#printing) return null;
    return this.#printing.planProgram(pipeline, settings, {
      appVersion: this.appVersion,
      vipsVersion: state.kind === 'ready' ? state.version : this.vipsVersion,
      date: new Date().toISOString().slice(0, 10),
      checksum,
      presets: this.presets(),
      png: (resource) => {
        const png =
          resource.kind === 'text' ? this.#lettering?.png(resource.text) : pngs.get(resource.hash);
        if (!png) throw new MissingResource(resource);
        return png;
      },
    });
  }
}
