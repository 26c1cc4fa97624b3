import { count } from '../../../core/base/words';

/** Returns a time as the panel shows it: "<1 ms", "43 ms" or "1.2 s". */
export function formatTime(milliseconds: number): string {
  if (milliseconds < 1) return '<1 ms';
  const rounded = Math.round(milliseconds);
  return rounded < 1000 ? `${rounded} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Returns the panel's summary, such as "5 steps · 61 ms"; without a time when nothing was measured. */
export function summary(steps: number, milliseconds: number): string {
  const counted = count(steps, 'step');
  return milliseconds > 0 ? `${counted} · ${formatTime(milliseconds)}` : counted;
}
