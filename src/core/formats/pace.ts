import type { Size } from '../base/geometry';
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

/** What this device needs, learned from the exports that it has done. */
export class Pace {
  /** Seconds here for each second of the model, by format. */
  private readonly ratios = new Map<string, number>();

  /**
   * Learns from an export that is done.
   * @param made its size, how often it was encoded, and what it took in milliseconds
   */
  learn(settings: Encoding, made: Size & { trials: number; milliseconds: number }): void {
    const model = modelSeconds(settings, made, made.trials);
    if (model < minTelling) return;
    const ratio = made.milliseconds / 1000 / model;
    const bounded = Math.min(maxRatio, Math.max(1 / maxRatio, ratio));
    const before = this.ratios.get(settings.format);
    // The geometric mean, so that one slow run among others does not count for more than a fast one.
    this.ratios.set(settings.format, before === undefined ? bounded : Math.sqrt(before * bounded));
  }

  /** Returns about how long an export takes whose file has this size in pixels, in seconds. */
  expected(settings: Encoding, size: Size): number {
    return modelSeconds(settings, size) * this.ratioFor(settings.format);
  }

  /** Of a format that was not exported yet, the others tell how fast this device is. */
  private ratioFor(format: string): number {
    const own = this.ratios.get(format);
    if (own !== undefined) return own;
    const logs = [...this.ratios.values()].map(Math.log);
    return Math.exp(logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length));
  }
}
