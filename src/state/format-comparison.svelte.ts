import type { Format } from '../core/formats/define';
import { lowestQuality } from '../core/formats/equal-quality';
import { formats, formatsById } from '../core/formats/index';
import type { ExportSettings } from '../core/formats/settings';
import type { Engine } from '../core/jobs';
import type { Similarity } from '../core/quality/ssim';
import type { Workspace } from './workspace.svelte';

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

/** All formats at equal visual quality, measured on the picture that is open. */
export class FormatComparison {
  rows = $state.raw<readonly ComparedFormat[]>([]);
  /** The format that is being measured, by its label; null when nothing is. */
  measuring = $state<string | null>(null);
  /** What all of them are measured against; null before the first run. */
  target = $state<number | null>(null);
  /** What ended a run early, in words. */
  problem = $state('');
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly workspace: Workspace,
  ) {}

  /** Measures all formats: first that of now, which sets the quality that the others have to reach. */
  async run(): Promise<void> {
    if (this.measuring !== null || !this.workspace.source) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.rows = [];
    this.problem = '';
    const { settings } = this.workspace;
    const present = formatsById.get(settings.format);
    if (!present) return;
    this.measuring = present.label;
    const first = await this.#measure(settings, abort.signal);
    if (first) {
      const isExact = first.similarity.mean === 1;
      this.target = isExact ? usualTarget : first.similarity.mean;
      if (!isExact) this.#add({ ...first, format: present, quality: qualityOf(settings) });
      for (const format of formats) {
        if (abort.signal.aborted) break;
        if (format === present && !isExact) continue;
        this.measuring = format.label;
        const row = await this.#reach(format, this.target, abort.signal);
        if (row) this.#add(row);
      }
    }
    this.measuring = null;
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
    format: Format,
    target: number,
    signal: AbortSignal,
  ): Promise<ComparedFormat | null> {
    const { settings } = this.workspace;
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
      const only = await this.#measure(at(null), signal);
      return only && { ...only, format, quality: null };
    }
    const found = await lowestQuality(target, async (quality) => {
      const measured = await this.#measure(at(quality), signal);
      return measured && { ...measured, mean: measured.similarity.mean };
    });
    return found && { ...found, format };
  }

  async #measure(
    settings: ExportSettings,
    signal: AbortSignal,
  ): Promise<Pick<ComparedFormat, 'bytes' | 'milliseconds' | 'similarity'> | null> {
    const { pipeline } = this.workspace;
    const made = await this.engine.export(
      { pipeline, settings: { ...settings, fitUnder: null }, purpose: 'inspect' },
      { progress: () => undefined, signal },
    );
    if (!made.ok) {
      if (!signal.aborted) this.problem = made.error.message;
      return null;
    }
    const { bytes, milliseconds, inspection } = made.value;
    inspection?.bitmap.close();
    if (!inspection?.similarity) {
      this.problem = 'This picture is too large to be compared. Choose a smaller size.';
      return null;
    }
    return { bytes: bytes.length, milliseconds, similarity: inspection.similarity };
  }

  #add(row: ComparedFormat): void {
    this.rows = [...this.rows, row].sort((one, other) => one.bytes - other.bytes);
  }
}

function qualityOf({ format, values }: ExportSettings): number | null {
  const own = values[format] ?? {};
  const name = formatsById.get(format)?.lossy(own) ?? null;
  const value = name === null ? null : own[name];
  return typeof value === 'number' ? value : null;
}
