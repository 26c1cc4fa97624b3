import { formatsById } from '../../core/formats/index';
import type { ExportSettings } from '../../core/formats/settings';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { Measurement, Times } from '../../core/engine/profile';

/** Returns a measured time in words: "<1 ms", "412 ms", "12.3 s". */
export function timeText(milliseconds: number): string {
  if (milliseconds < 1) return '<1 ms';
  if (milliseconds < 9_999.5) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Returns how many runs a figure is from: "median of 5", "1 run". */
export const runsText = ({ runs }: Times): string => (runs === 1 ? '1 run' : `median of ${runs}`);

/** Returns a number of pixels as megapixels: "10 MP", "0.6 MP". */
export function megapixels(width: number, height: number): string {
  const millions = (width * height) / 1e6;
  return `${millions < 9.95 ? Number(millions.toFixed(1)) : Math.round(millions)} MP`;
}

/** Returns a similarity with three decimals, never rounded up to 1: "0.997". */
export const similarityText = (value: number): string =>
  value === 1 ? '1' : (Math.floor(value * 1000) / 1000).toFixed(3);

/** One line of the bar chart. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly times: Times;
  /** More about it, for those who point at it. */
  readonly detail: string;
  readonly slowest: boolean;
}

const spreadText = ({ leastMs, mostMs, runs }: Times): string =>
  runs === 1 ? '1 run' : `${timeText(leastMs)} to ${timeText(mostMs)} in ${runs} runs`;

/**
 * Returns the parts of the whole in order: opening the picture, every step, the size, the encoder.
 * The slowest step, or the encoder, is marked when there is another to compare it with.
 */
export function barsOf(
  profile: Measurement,
  pipeline: Pipeline,
  settings: ExportSettings,
  title: (step: Pipeline['steps'][number]) => string,
): Bar[] {
  const { decode, sizing, encode } = profile;
  const plain = (key: string, label: string, times: Times, more = ''): Omit<Bar, 'slowest'> => ({
    key,
    label,
    times,
    detail: `${more}${spreadText(times)}`,
  });
  const steps = profile.steps.map((step) => {
    const own = pipeline.steps.find(({ id }) => id === step.id);
    const size = `${step.width} × ${step.height}, `;
    return plain(step.id, own ? title(own) : 'A step that is gone', step, size);
  });
  const format = formatsById.get(encode.format);
  const values = settings.values[encode.format] ?? {};
  const lossy = format?.lossy(values) ?? null;
  const value = lossy === null ? undefined : values[lossy];
  const quality = typeof value === 'number' ? ` ${value}` : '';
  const ends = [
    ...(sizing ? [plain('size', 'Size of the export', sizing)] : []),
    plain('encode', `${format?.label ?? encode.format}${quality}`, encode),
  ];
  const work = [...steps, ...ends];
  const max = Math.max(...work.map(({ times }) => times.medianMs));
  return [plain('decode', 'Open', decode), ...work].map((bar) => ({
    ...bar,
    slowest: work.length > 1 && work.includes(bar) && bar.times.medianMs === max,
  }));
}
