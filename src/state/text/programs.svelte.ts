import type { Copied } from '../../core/base/copied';
import { isCancelled } from '../../core/base/errors';
import type { Engine, WantedText } from '../../core/engine/contract';
import { MissingResource } from '../../core/graph/resources';
import { pipelineFileName } from '../../core/naming/pipeline-file-name';
import type { ExportPreset } from '../../core/formats/presets';
import type { Pipeline } from '../../core/pipeline/pipeline';
import { firstLanguage, type LanguageId, programLanguages } from '../../core/programs/index';
import type { ProgramLanguage } from '../../core/programs/language';
import type { SortedOwn } from '../../core/programs/own-pictures';
import type { ProgramPlan } from '../../core/programs/plan';
import { resourceName } from '../../core/programs/resource-name';
import { fail, ok, type Result } from '../../core/base/result';
import type { AssetSource } from '../../core/assets/asset';
import type { Making } from '../base/follower.svelte';
import { FollowerOnDemand } from '../base/follower-on-demand.svelte';
import type { CopyText, SaveFile } from '../base/ports';
import { namedOwn, type SetWork } from '../../core/set/going';
import type { NamedOwn } from '../../core/set/own-values';
import { isSameOwn } from '../../core/set/same-own';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import { derivedVersion } from '../versions/derived-version';
import { nothingKept, type Outgoing } from '../versions/outgoing';
import type { Workspace } from '../work/workspace.svelte';
import { fetchPrinting, type Printing, type Shown } from './printing';

/** What a program is of. */
type Work = Pick<Workspace, 'pipeline' | 'settings'>;

/** A program that is to be shown. */
interface ProgramOrder extends Work {
  /** The pictures of the set; none where no set is open. */
  readonly pictures: readonly NamedOwn[];
  readonly id: LanguageId;
}

/** Programs carry texts as pictures, which only the engine draws. */
const textNeedsEngine =
  'A program carries a text as a picture. The image engine draws it, and it did not start here.';
const none = new Uint8Array();
const noPictures: readonly NamedOwn[] = [];

/** What a program takes that is waited for, besides its checksum. */
interface Brought {
  readonly pngs: Pngs;
  readonly version: CarriedVersion | null;
  readonly own: SortedOwn | null;
  /** Which versions the pipelines of single pictures are, where results carry them. */
  readonly ownVersions: readonly CarriedVersion[];
}

/** Texts and pictures that pipelines bring along, by their names in programs. */
type Pngs = ReadonlyMap<string, Uint8Array>;

/** Edits rest for this long before a program is written anew, in milliseconds. */
const debounceMs = 150;

/** The pipeline as programs, for as long as somebody looks. */
export class Programs {
  language = $state<LanguageId>(firstLanguage.id);

  #printing = $state.raw<Printing | null>(null);
  /** Texts are drawn one after the other: the engine would answer the last one only. */
  #drawing: Promise<unknown> = Promise.resolve();
  #checksum: { readonly key: string; readonly value: string } | null = null;
  /** The checksum that was asked for last, also while it is on its way. */
  #asked: { readonly key: string; readonly answer: Promise<Result<string>> } | null = null;
  readonly #follower = new FollowerOnDemand<ProgramOrder, Shown>({
    debounceMs,
    serves: isSame,
    make: (order, making) => this.#write(order, making),
  });

  constructor(
    private readonly engine: Pick<Engine, 'state' | 'checksum' | 'letters'>,
    private readonly workspace: Work,
    private readonly save: SaveFile,
    private readonly copyText: CopyText,
    private readonly loadAsset: AssetSource,
    private readonly appVersion: string,
    /** That of the libvips that comes along: what programs say until the engine has started. */
    private readonly vipsVersion: string,
    /** Returns the presets among which the name of the present settings is looked for. */
    private readonly presets: () => readonly ExportPreset[],
    private readonly outgoing: Pick<Outgoing, 'ahead' | 'sent'> = nothingKept,
    /** Returns the set that the work is of; null while there is none. */
    private readonly set: () => SetWork | null = () => null,
  ) {}

  readonly #pictures = $derived.by(() => {
    const work = this.set();
    return work ? namedOwn(work) : noPictures;
  });

  readonly #order = $derived.by((): ProgramOrder | null => {
    const { pipeline, settings } = this.workspace;
    const pictures = this.#pictures;
    return this.#printing ? { pipeline, settings, pictures, id: this.language } : null;
  });

  /** The program of the pipeline as it was a moment ago; empty while there is none. */
  readonly text = $derived.by(() => this.#follower.made?.value.text ?? '');
  /** Why there is no program now, in words; empty when there is one. */
  readonly problem = $derived.by(() => this.#follower.made?.value.problem ?? '');
  /** The pictures that the program knows by their files; null where none has values of its own. */
  readonly own = $derived.by(() => this.#follower.made?.value.own ?? null);
  /** Whether the text carries the checksum of this very pipeline. */
  readonly verified = $derived.by(() => {
    const made = this.#follower.made;
    return made !== null && made.value.verified && this.#follower.answers(this.#order);
  });

  /** The language that is chosen. */
  get chosen(): ProgramLanguage {
    return programLanguages.find(({ id }) => id === this.language) ?? firstLanguage;
  }

  /** Whether the printers are here. */
  get isReady(): boolean {
    return this.#printing !== null;
  }

  /** The name that the program is saved under. */
  get fileName(): string {
    const { extension, nameEnding = '' } = this.chosen;
    return pipelineFileName(this.workspace.pipeline.name, `${nameEnding}.${extension}`);
  }

  /** Follows the pipeline, the export settings and the language; returns what stops it. */
  follow(): () => void {
    void this.#fetch();
    return this.#follower.follow(() => this.#order);
  }

  /** Puts the program into the clipboard; resolves to whether that worked. */
  async copy(): Promise<Copied> {
    await this.#follower.now();
    const copied = await this.copyText(this.text);
    if (copied === 'copied') this.outgoing.sent('export', undefined, this.workspace.pipeline);
    return copied;
  }

  /** Hands the program over as a file, with its checksum; resolves to the name of the file. */
  async download(): Promise<string> {
    await this.#follower.now();
    const type = `${this.chosen.mime};charset=utf-8`;
    const { fileName } = this;
    this.save(new Blob([this.text], { type }), fileName);
    this.outgoing.sent('export', fileName, this.workspace.pipeline);
    return fileName;
  }

  /** Writes the program anew, as when a picture that it needs has come. */
  refresh(): void {
    if (this.#order) void this.#follower.again(this.#order);
  }

  async #fetch(): Promise<void> {
    this.#printing ??= await fetchPrinting();
  }

  async #write(order: ProgramOrder, { early }: Making<Shown>): Promise<Result<Shown>> {
    const { pipeline } = order;
    const brought = await this.#bring(order);
    if (!brought.ok) return ok({ text: '', problem: brought.error, verified: false, own: null });
    const printed = this.#print(order, brought.value);
    if (printed.verified || this.#lacksEngine) return ok(printed);
    early(printed);
    const answer = await this.#checksumOf(pipeline);
    if (answer.ok) return ok(this.#print(order, brought.value));
    const isTold = !isCancelled(answer.error) && !this.#lacksEngine;
    return ok({ ...printed, problem: isTold ? answer.error.message : '' });
  }

  /** Without an engine there are programs all the same, of all but texts; they do not verify themselves. */
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

  /** Sorts the pictures, and fetches what comes along; fails with words where it cannot be had. */
  async #bring({
    pipeline,
    settings,
    pictures,
  }: Omit<ProgramOrder, 'id'>): Promise<Result<Brought, string>> {
    const own = this.#printing?.sortOwn(pipeline, pictures) ?? null;
    const [pngs, version] = await Promise.all([
      this.#bringPngs([pipeline, ...(own?.pipelines ?? [])]),
      this.outgoing.ahead(pipeline),
    ]);
    if (!pngs.ok) return pngs;
    const ownVersions =
      version && own && settings.carriesPipeline
        ? await Promise.all(own.pipelines.map((one) => derivedVersion(version, one, settings)))
        : [];
    return ok({ pngs: pngs.value, version, own, ownVersions });
  }

  async #bringPngs(pipelines: readonly Pipeline[]): Promise<Result<Pngs, string>> {
    const all = pipelines.flatMap((one) => this.#printing?.resourcesOf(one) ?? []);
    const needed = [...new Map(all.map((one) => [resourceName(one), one])).values()];
    const pngs = new Map<string, Uint8Array>();
    const texts = needed.filter((resource) => resource.kind === 'text');
    if (texts.length > 0) {
      let drawn = await this.#draw(texts);
      // Opening a picture drops what waits; the text is the same one afterwards.
      for (let again = 0; again < 5 && !drawn.ok && isCancelled(drawn.error); again += 1) {
        drawn = await this.#draw(texts);
      }
      if (!drawn.ok) return fail(this.#lacksEngine ? textNeedsEngine : drawn.error.message);
      texts.forEach((text, index) => pngs.set(resourceName(text), drawn.value[index] ?? none));
    }
    for (const resource of needed) {
      if (resource.kind !== 'asset') continue;
      const png = await this.loadAsset(resource.hash);
      if (!png) {
        return fail('A picture that a step needs is not on this device. Choose it again there.');
      }
      pngs.set(resourceName(resource), new Uint8Array(await png.arrayBuffer()));
    }
    return ok(pngs);
  }

  #draw(texts: readonly WantedText[]): Promise<Result<readonly Uint8Array[]>> {
    const drawing = this.#drawing.then(() => this.engine.letters(texts));
    this.#drawing = drawing.catch(() => undefined);
    return drawing;
  }

  /** Returns the program of a pipeline in a language; null when there is none. */
  async printed(id: LanguageId, work: Work): Promise<string | null> {
    await this.#fetch();
    const brought = await this.#bring({ ...work, pictures: noPictures });
    if (!brought.ok) return null;
    const answer = await this.#checksumOf(work.pipeline);
    const plan = this.#plan(work, brought.value, answer.ok ? answer.value : null);
    return plan && this.#textOf(plan, id);
  }

  #print(order: ProgramOrder, brought: Brought): Shown {
    const key = JSON.stringify(order.pipeline.steps);
    const checksum = this.#checksum?.key === key ? this.#checksum.value : null;
    const plan = this.#plan(order, brought, checksum);
    const text = plan ? this.#textOf(plan, order.id) : '';
    return { text, problem: '', verified: checksum !== null, own: brought.own };
  }

  #textOf(plan: ProgramPlan, id: LanguageId): string {
    return this.#printing?.printers.get(id)?.(plan) ?? '';
  }

  #plan(
    { pipeline, settings }: Work,
    { pngs, version, own, ownVersions }: Brought,
    checksum: string | null,
  ): ProgramPlan | null {
    const state = this.engine.state;
    if (!this.#printing) return null;
    return this.#printing.planProgram(pipeline, settings, {
      appVersion: this.appVersion,
      vipsVersion: state.kind === 'ready' ? state.version : this.vipsVersion,
      date: new Date().toISOString().slice(0, 10),
      checksum,
      version,
      own,
      ownVersions,
      presets: this.presets(),
      png: (resource) => {
        const png = pngs.get(resourceName(resource));
        if (!png) throw new MissingResource(resource);
        return png;
      },
    });
  }
}

/** What a person thinks of pictures makes a new set, with the pipeline and the pictures of before. */
const isSame = (one: ProgramOrder, other: ProgramOrder): boolean =>
  (one.pipeline === other.pipeline ||
    JSON.stringify(one.pipeline) === JSON.stringify(other.pipeline)) &&
  one.settings === other.settings &&
  isSameOwn(one.pictures, other.pictures) &&
  one.id === other.id;
