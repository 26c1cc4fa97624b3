import type { Size } from '../base/geometry';
import { readRecord } from '../base/read-record';
import { formatsById } from './index';
import type { ExportSettings } from './settings';

type Encoding = Pick<ExportSettings, 'format' | 'values' | 'fitUnder'>;

/** How many encodings it usually takes to fit a file under a target. */
const trialsForTarget = 4;
/** In shorter runs, in seconds of the model, all else that an export does counts for too much. */
const minTelling = 0.2;
/** A run that was measured this much off tells of something else, such as a computer that slept. */
const maxRatio = 50;

/**
 * Returns how long encoding took on the computer that the formats were measured on, in seconds.
 * @param trials how often it is encoded; as often as is usual when absent
 */
function modelSeconds({ format, values, fitUnder }: Encoding, size: Size, trials?: number): number {
  const perMegapixel = formatsById.get(format)?.seconds(values[format] ?? {}) ?? 0;
  const times = trials ?? (fitUnder === null ? 1 : trialsForTarget);
  return (perMegapixel * Math.max(1, times) * size.width * size.height) / 1e6;
}

/** Where what was learned is kept. */
export interface PaceStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** Keeps it for as long as the page lasts. */
function forgetful(): PaceStore {
  let kept: string | null = null;
  return { get: () => kept, set: (_, value) => void (kept = value) };
}

const key = 'pace';

/** Reads seconds here for each second of the model, by format; nothing of what is damaged. */
function readRatios(text: string | null): Map<string, number> {
  const ratios = new Map<string, number>();
  try {
    const record = readRecord(JSON.parse(text ?? 'null'));
    for (const id of formatsById.keys()) {
      const ratio = record.number(id) ?? 0;
      if (ratio >= 1 / maxRatio && ratio <= maxRatio) ratios.set(id, ratio);
    }
  } catch {
    // It is learned anew.
  }
  return ratios;
}

/** What this device needs, learned from the exports that it has done, in every tab. */
export class Pace {
  constructor(private readonly store: PaceStore = forgetful()) {}

  /**
   * Learns from an export that is done.
   * @param made its size, how often it was encoded, and what it took in milliseconds
   */
  learn(settings: Encoding, made: Size & { trials: number; milliseconds: number }): void {
    const model = modelSeconds(settings, made, made.trials);
    if (model < minTelling) return;
    const ratio = made.milliseconds / 1000 / model;
    const bounded = Math.min(maxRatio, Math.max(1 / maxRatio, ratio));
    const ratios = readRatios(this.store.get(key));
    const before = ratios.get(settings.format);
    // The geometric mean, so that one slow run among others does not count for more than a fast one.
    ratios.set(settings.format, before === undefined ? bounded : Math.sqrt(before * bounded));
    this.store.set(key, JSON.stringify(Object.fromEntries(ratios)));
  }

  /** Returns about how long an export takes whose file has this size in pixels, in seconds. */
  expected(settings: Encoding, size: Size): number {
    return modelSeconds(settings, size) * this.ratioFor(settings.format);
  }

  /** Of a format that was not exported yet, the others tell how fast this device is. */
  private ratioFor(format: string): number {
    const ratios = readRatios(this.store.get(key));
    const own = ratios.get(format);
    if (own !== undefined) return own;
    const logs = [...ratios.values()].map(Math.log);
    return Math.exp(logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length));
  }
}
