import type { Format } from '../../core/formats/define';
import { lowestQuality } from '../../core/formats/equal-quality';
import { formats, formatsById } from '../../core/formats/index';
import type { ExportSettings } from '../../core/formats/settings';
import type { Engine } from '../../core/engine/contract';
import type { Similarity } from '../../core/picture/ssim';
import { contentsOf, type Order, orderOf } from '../order';
import { Quiet } from '../quiet';
import { whileHolds } from '../while-holds.svelte';
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

const sameConditions = (one: Order | null, other: Order | null): boolean =>
  one !== null &&
  other !== null &&
  one.source === other.source &&
  one.pipeline === other.pipeline &&
  conditionsOf(one.settings) === conditionsOf(other.settings);

/** All formats at equal visual quality, measured on the picture that is open. */
export class FormatComparison {
  /** The format that is being measured, by its label; null when nothing is. */
  measuring = $state<string | null>(null);
  /** Seconds that its file has been made for when nothing is heard of its progress; else null. */
  quiet = $state<number | null>(null);
  /** What all of them are measured against; null before the first run. */
  target = $state<number | null>(null);
  #rows = $state.raw<readonly ComparedFormat[]>([]);
  /** What ended a run early, in words. */
  #problem = $state('');
  /** What is measured, or was. */
  #order = $state.raw<Order | null>(null);
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'export'>,
    private readonly workspace: Pick<
      Workspace,
      'source' | 'pipeline' | 'settings' | 'changeSettings' | 'endGesture'
    >,
  ) {}

  readonly #current = $derived.by(() => sameConditions(this.#order, orderOf(this.workspace)));
  /** What was measured of the work as it is now. */
  readonly rows = $derived.by(() => (this.#current ? this.#rows : []));
  readonly problem = $derived.by(() => (this.#current ? this.#problem : ''));

  /** Measures all formats: first that of now, which sets the quality that the others have to reach. */
  async run(): Promise<void> {
    const order = orderOf(this.workspace);
    const present = formatsById.get(order?.settings.format ?? '');
    if (this.measuring !== null || !order || !present) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#order = order;
    this.#rows = [];
    this.#problem = '';
    this.measuring = present.label;
    // Figures of what is not there any more help nobody.
    const stopWatching = whileHolds(
      () => this.#current,
      () => abort.abort(),
    );
    try {
      await this.#run(order, present, abort.signal);
    } finally {
      stopWatching();
      this.measuring = null;
    }
  }

  async #run(order: Order, present: Format, signal: AbortSignal): Promise<void> {
    const { settings } = order;
    const first = await this.#measure(order, settings, signal);
    if (!first) return;
    const isExact = first.similarity.mean === 1;
    const target = isExact ? usualTarget : first.similarity.mean;
    this.target = target;
    if (!isExact) this.#add({ ...first, format: present, quality: qualityOf(settings) });
    for (const format of formats) {
      if (signal.aborted) return;
      if (format === present && !isExact) continue;
      this.measuring = format.label;
      const row = await this.#reach(order, format, target, signal);
      if (row) this.#add(row);
    }
  }

  stop(): void {
    this.#abort?.abort();
  }

  /** Makes a row's format and quality those of the export. */
  choose({ format, quality }: ComparedFormat): void {
    const { settings } = this.workspace;
    const values = settings.values[format.id] ?? {};
    const name = format.lossy(values);
    const changed = name !== null && quality !== null ? { ...values, [name]: quality } : values;
    this.workspace.changeSettings(`format ${format.label}`, {
      format: format.id,
      values: { ...settings.values, [format.id]: changed },
    });
    this.workspace.endGesture();
  }

  async #reach(
    order: Order,
    format: Format,
    target: number,
    signal: AbortSignal,
  ): Promise<ComparedFormat | null> {
    const { settings } = order;
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
      const only = await this.#measure(order, at(null), signal);
      return only && { ...only, format, quality: null };
    }
    const found = await lowestQuality(target, async (quality) => {
      const measured = await this.#measure(order, at(quality), signal);
      return measured && { ...measured, mean: measured.similarity.mean };
    });
    return found && { ...found, format };
  }

  async #measure(
    { source, pipeline }: Order,
    settings: ExportSettings,
    signal: AbortSignal,
  ): Promise<Pick<ComparedFormat, 'bytes' | 'milliseconds' | 'similarity'> | null> {
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
      this.#problem = [message, advice].filter(Boolean).join(' ');
      return null;
    }
    const { bytes, milliseconds, inspection } = made.value;
    if (!inspection?.similarity) {
      this.#problem = 'This picture is too large to be compared. Choose a smaller size.';
      return null;
    }
    return { bytes: bytes.length, milliseconds, similarity: inspection.similarity };
  }

  #add(row: ComparedFormat): void {
    this.#rows = [...this.#rows, row].sort((one, other) => one.bytes - other.bytes);
  }
}

function qualityOf({ format, values }: ExportSettings): number | null {
  const own = values[format] ?? {};
  const name = formatsById.get(format)?.lossy(own) ?? null;
  const value = name === null ? null : own[name];
  return typeof value === 'number' ? value : null;
}
