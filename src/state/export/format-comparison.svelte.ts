import type { Format } from '../../core/formats/define';
import { lowestQuality } from '../../core/formats/equal-quality';
import { formats, formatsById } from '../../core/formats/index';
import type { ExportSettings } from '../../core/formats/settings';
import { ok, type Result } from '../../core/base/result';
import type { Engine } from '../../core/engine/contract';
import type { Similarity } from '../../core/picture/ssim';
import type { Making } from '../base/follower.svelte';
import { FollowerOnDemand } from '../base/follower-on-demand.svelte';
import { contentsOf, type Order, orderOf } from '../base/order';
import { Quiet } from '../base/quiet';
import type { Workspace } from '../work/workspace.svelte';

/** One format at the quality at which it looks like the others. */
export interface ComparedFormat {
  readonly format: Format;
  /** Null where the format keeps every pixel or has no quality to set. */
  readonly quality: number | null;
  readonly bytes: number;
  /** What encoding took, in milliseconds, beside the steps. */
  readonly milliseconds: number;
  readonly similarity: Similarity;
}

/** How alike files are made when the format of now is exact. */
const usualTarget = 0.98;

/**
 * Returns what the figures depend on beside picture and pipeline: choosing another format, or another
 * quality of one, makes none of them wrong.
 */
function conditionsOf(settings: ExportSettings): string {
  const values = formats.map((format) => {
    const own = settings.values[format.id] ?? {};
    const quality = format.lossy(own);
    return Object.entries(own).filter(([name]) => name !== quality);
  });
  return (
    contentsOf({ ...settings, format: '', fitUnder: null, values: {} }) + JSON.stringify(values)
  );
}

const sameConditions = (one: Order, other: Order): boolean =>
  one.source === other.source &&
  one.pipeline === other.pipeline &&
  conditionsOf(one.settings) === conditionsOf(other.settings);

/** What was measured so far. */
interface Compared {
  /** The smallest file first. */
  readonly rows: readonly ComparedFormat[];
  /** What ended a run early, in words. */
  readonly problem: string;
}

/** What is the same of all that one run measures. */
interface Run extends Making<Compared> {
  readonly order: Order;
  compared: Compared;
}

/** All formats at equal visual quality, measured on the picture that is open. */
export class FormatComparison {
  #label = $state('');
  /** Seconds that its file has been made for when nothing is heard of its progress; else null. */
  quiet = $state<number | null>(null);
  /** What all of them are measured against; null before the first run. */
  target = $state<number | null>(null);
  readonly #follower = new FollowerOnDemand<Order, Compared>({
    debounceMs: 0,
    serves: sameConditions,
    make: (order, making) => this.#run(order, making),
  });

  constructor(
    private readonly engine: Pick<Engine, 'export'>,
    private readonly workspace: Pick<
      Workspace,
      'source' | 'pipeline' | 'settings' | 'changeSettings' | 'endGesture'
    >,
  ) {}

  /** What was measured of the work as it is now. */
  readonly #current = $derived.by((): Compared | null => {
    const made = this.#follower.made;
    const order = orderOf(this.workspace);
    return made && order && sameConditions(made.order, order) ? made.value : null;
  });
  readonly rows = $derived.by(() => this.#current?.rows ?? []);
  readonly problem = $derived.by(() => this.#current?.problem ?? '');
  /** The format that is being measured, by its label; null when nothing is. */
  readonly measuring = $derived.by(() => (this.#follower.making ? this.#label : null));

  /** Measures all formats: first that of now, which sets the quality that the others have to reach. */
  async run(): Promise<void> {
    if (this.#follower.making || !this.workspace.source) return;
    this.#follower.clear();
    // Figures of what is not there any more help nobody: it stops then.
    await this.#follower.once(() => orderOf(this.workspace));
  }

  async #run(order: Order, making: Making<Compared>): Promise<Result<Compared>> {
    const run: Run = { ...making, order, compared: { rows: [], problem: '' } };
    const { settings } = order;
    const present = formatsById.get(settings.format);
    if (!present) return ok(run.compared);
    this.#label = present.label;
    const first = await this.#measure(run, settings);
    if (!first) return ok(run.compared);
    const isExact = first.similarity.mean === 1;
    const target = isExact ? usualTarget : first.similarity.mean;
    this.target = target;
    if (!isExact) addRow(run, { ...first, format: present, quality: qualityOf(settings) });
    for (const format of formats) {
      if (making.signal.aborted) break;
      if (format === present && !isExact) continue;
      this.#label = format.label;
      const row = await this.#reach(run, format, target);
      if (row) addRow(run, row);
    }
    return ok(run.compared);
  }

  stop(): void {
    this.#follower.stop();
  }

  /** Makes a row's format and quality those of the export. */
  choose({ format, quality }: ComparedFormat): void {
    const { settings } = this.workspace;
    const values = settings.values[format.id] ?? {};
    const name = format.lossy(values);
    const changed = name !== null && quality !== null ? { ...values, [name]: quality } : values;
    this.workspace.changeSettings({
      format: format.id,
      values: { ...settings.values, [format.id]: changed },
    });
    this.workspace.endGesture();
  }

  async #reach(run: Run, format: Format, target: number): Promise<ComparedFormat | null> {
    const { settings } = run.order;
    const values = settings.values[format.id] ?? {};
    const name = format.lossy(values);
    const at = (quality: number | null): ExportSettings => ({
      ...settings,
      format: format.id,
      fitUnder: null,
      values: {
        ...settings.values,
        [format.id]: name === null || quality === null ? values : { ...values, [name]: quality },
      },
    });
    if (name === null) {
      const only = await this.#measure(run, at(null));
      return only && { ...only, format, quality: null };
    }
    const found = await lowestQuality(target, async (quality) => {
      const measured = await this.#measure(run, at(quality));
      return measured && { ...measured, mean: measured.similarity.mean };
    });
    return found && { ...found, format };
  }

  async #measure(
    run: Run,
    settings: ExportSettings,
  ): Promise<Pick<ComparedFormat, 'bytes' | 'milliseconds' | 'similarity'> | null> {
    const { order, signal } = run;
    const { source, pipeline } = order;
    const quiet = new Quiet();
    const made = await this.engine.export(
      source,
      { pipeline, settings: { ...settings, fitUnder: null }, purpose: 'inspect' },
      { progress: (share) => (this.quiet = quiet.hear(share)), signal },
    );
    this.quiet = null;
    if (made.ok) made.value.inspection?.bitmap.close();
    if (signal.aborted) return null;
    if (!made.ok) {
      const { message, advice } = made.error;
      tell(run, { problem: [message, advice].filter(Boolean).join(' ') });
      return null;
    }
    const { bytes, milliseconds, inspection } = made.value;
    if (!inspection?.similarity) {
      tell(run, { problem: 'This picture is too large to be compared. Choose a smaller size.' });
      return null;
    }
    return { bytes: bytes.length, milliseconds, similarity: inspection.similarity };
  }
}

function tell(run: Run, more: Partial<Compared>): void {
  run.compared = { ...run.compared, ...more };
  run.early(run.compared);
}

function addRow(run: Run, row: ComparedFormat): void {
  const rows = [...run.compared.rows, row].sort((one, other) => one.bytes - other.bytes);
  tell(run, { rows });
}

function qualityOf({ format, values }: ExportSettings): number | null {
  const own = values[format] ?? {};
  const name = formatsById.get(format)?.lossy(own) ?? null;
  const value = name === null ? null : own[name];
  return typeof value === 'number' ? value : null;
}
