import { type AppError, isCancelled } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
import { ok, type Result } from '../../core/base/result';
import { nameFrom, parsePattern } from '../../core/naming/pattern';
import { stemOf } from '../../core/naming/safe-file-name';
import { momentOf } from '../../core/naming/tokens';
import { uniqueNames } from '../../core/naming/unique-names';
import { operationsById } from '../../core/operations/index';
import type { Pipeline } from '../../core/pipeline/pipeline';
import { firstLanguage } from '../../core/programs/index';
import { derivedVersion } from '../versions/derived-version';
import { nothingKept, type Outgoing } from '../versions/outgoing';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import { handOver } from '../base/hand-over';
import { type Order, type Orderable, orderOf } from '../base/order';
import type { ArchiveFile, SaveArchive } from '../base/ports';

/** What else of an order goes into the archive. */
export interface Beside {
  /** Returns the program of an order in the first language; null when there is none. */
  program(order: Order): Promise<string | null>;
  /** Returns a report as a page, and its facts as JSON; null when it cannot be made. */
  report(order: Order, signal: AbortSignal): Promise<{ page: string; json: string } | null>;
  /** Returns the pictures after the chosen steps on one sheet. */
  sheet(
    order: Order,
    chosen: ReadonlySet<string>,
    options: JobOptions,
  ): Promise<Result<ArchiveFile>>;
}

export type AllStepsState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly share: number }
  | {
      readonly kind: 'done';
      readonly count: number;
      /** Whether the report came along, which can be drawn only while its picture is open. */
      readonly reported: boolean;
    }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The name of each picture, unless another pattern is wanted. */
export const stepPattern = 'step_{step:02}_{operation}';

/** The program that goes along. */
const programFile = `pipeline.${firstLanguage.extension}`;

const readme = (
  name: string,
  reported: boolean,
  sheet: ArchiveFile | null,
): string => `${name || 'Untitled'}: every step of a pipeline made with Pipette.

step_…          the picture after each step; step_00 is the picture as it was opened
${sheet === null ? '' : `${sheet.name}  all of them on one sheet\n`}pipeline.json   the pipeline; drop it into Pipette to go on with it
pipeline.yaml   the same, to be read and edited by hand
${programFile.padEnd(16)}the same as a ${firstLanguage.program} that makes the same pixels (see its first lines)
${
  reported
    ? `report.html     what each step did, with pictures, to look at, to print and to pass on
report.json     the same as data
`
    : ''
}`;

/** Resolves to which version the first steps of an order are, where files tell it. */
async function carried(
  version: CarriedVersion | null,
  { pipeline, settings }: Order,
  part: Pipeline,
): Promise<{ readonly version?: CarriedVersion }> {
  if (!version || !settings.carriesPipeline) return {};
  const isWhole = part.steps.length === pipeline.steps.length;
  return { version: isWhole ? version : await derivedVersion(version, part, settings) };
}

/** The pictures after each step, with everything that tells how they were made, in one archive. */
export class AllSteps {
  state = $state.raw<AllStepsState>({ kind: 'idle' });
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'export'>,
    private readonly workspace: Orderable,
    private readonly beside: Beside,
    private readonly save: SaveArchive,
    private readonly outgoing: Pick<Outgoing, 'ahead' | 'sent'> = nothingKept,
  ) {}

  /**
   * Exports the picture after each of the chosen steps.
   * @param chosen ids of steps, and 'source' for the picture as it was opened
   * @param withSheet whether all of them come on one sheet, too
   */
  async run(chosen: ReadonlySet<string>, pattern: string, withSheet = false): Promise<void> {
    const order = orderOf(this.workspace);
    if (!order || this.state.kind === 'running') return;
    const { pipeline, settings, source } = order;
    const abort = new AbortController();
    this.#abort = abort;
    this.state = { kind: 'running', share: 0 };
    // First, while its picture is surely open, which the report needs.
    const version = await this.outgoing.ahead(pipeline);
    // Before the pictures, so that what is too large for a sheet is said at once.
    const unheard = { progress: () => undefined, signal: abort.signal };
    const sheet = withSheet ? await this.beside.sheet(order, chosen, unheard) : ok(null);
    if (!sheet.ok) return this.#end(sheet.error);
    const attachments = await this.#attachments(order, version, sheet.value, abort.signal);
    const positions = [
      { id: 'source', step: 0, operation: 'original', until: 0 },
      ...pipeline.steps.map((step, index) => ({
        id: step.id,
        step: index + 1,
        operation: step.operation,
        until: index + 1,
      })),
    ].filter(({ id }) => chosen.has(id));
    const pictures: { name: string; content: Blob }[] = [];
    for (const [done, { step, operation, until }] of positions.entries()) {
      const tell = (share: number): void => {
        this.state = { kind: 'running', share: (done + share) / positions.length };
      };
      tell(0);
      const part: Pipeline = { ...pipeline, steps: pipeline.steps.slice(0, until) };
      const made = await this.engine.export(
        source,
        { pipeline: part, settings, ...(await carried(version, order, part)) },
        { progress: tell, signal: abort.signal },
      );
      if (!made.ok) return this.#end(made.error);
      const { bytes, mime, extension, width, height, quality, camera } = made.value;
      const label = operationsById.get(operation)?.id ?? operation;
      const facts = {
        name: stemOf(source.name),
        pipeline: pipeline.name,
        preset: '',
        step,
        operation: label,
        index: done + 1,
        files: positions.length,
        width,
        height,
        format: extension,
        quality,
        now: momentOf(new Date()),
        exif: camera,
      };
      const name = nameFrom(parsePattern(pattern || stepPattern), facts, extension);
      pictures.push({ name, content: new Blob([bytes], { type: mime }) });
    }
    const { names } = uniqueNames(pictures.map(({ name }) => name));
    const files = pictures.map(({ content }, index) => ({
      name: names[index] ?? 'step',
      content,
      text: false,
    }));
    if (abort.signal.aborted) {
      this.state = { kind: 'idle' };
      return;
    }
    const stem = stemOf(source.name);
    const saved = await handOver(this.save, [...files, ...attachments.files], stem);
    if (!saved.ok) {
      this.#end(saved.error);
      return;
    }
    this.outgoing.sent('export', `${stem}.zip`, pipeline, settings);
    this.#abort = null;
    this.state = { kind: 'done', count: files.length, reported: attachments.reported };
  }

  /** Nothing comes of it. */
  #end(error: AppError): void {
    this.state = isCancelled(error) ? { kind: 'idle' } : { kind: 'failed', error };
  }

  /** Stops; nothing is written. */
  stop(): void {
    this.#abort?.abort();
  }

  /** What tells how the pictures were made. */
  async #attachments(
    order: Order,
    version: CarriedVersion | null,
    sheet: ArchiveFile | null,
    signal: AbortSignal,
  ): Promise<{ readonly files: readonly ArchiveFile[]; readonly reported: boolean }> {
    const { pipeline } = order;
    const [{ writeJson }, { writeYaml }] = await Promise.all([
      import('../../core/documents/carriers/json'),
      import('../../core/documents/carriers/yaml'),
    ]);
    const program = await this.beside.program(order);
    const report = await this.beside.report(order, signal);
    const texts: readonly (readonly [string, string | null])[] = [
      ['pipeline.json', writeJson(pipeline, { version })],
      ['pipeline.yaml', writeYaml(pipeline, { version })],
      [programFile, program],
      ['report.html', report?.page ?? null],
      ['report.json', report?.json ?? null],
      ['README.txt', readme(pipeline.name, report !== null, sheet)],
    ];
    const files = texts.flatMap(([name, text]) =>
      text === null ? [] : [{ name, content: new Blob([text]), text: true }],
    );
    return { files: [...(sheet ? [sheet] : []), ...files], reported: report !== null };
  }
}
