import type { Difference } from '../engine/trial';

/** Bytes of a file before and after. */
interface Bytes {
  readonly before: number;
  readonly after: number;
}

/** Changes of a file's size below this share go without saying. */
const noticed = 0.005;

/**
 * Returns what else changes with a suggestion, as measured, in sentences that follow its own words;
 * empty when nothing does.
 */
export function remarkOnOutcome({ wider, higher }: Difference, bytes: Bytes | null): string {
  const sentences: string[] = [];
  const sides = [
    [wider, 'wider', 'narrower'],
    [higher, 'higher', 'lower'],
  ] as const;
  for (const [by, more, less] of sides) {
    if (by !== 0) sentences.push(`The result is ${Math.abs(by)} px ${by > 0 ? more : less}.`);
  }
  const growth = bytes === null ? 0 : bytes.after / bytes.before - 1;
  if (Math.abs(growth) >= noticed) {
    const percent = Math.max(1, Math.round(Math.abs(growth) * 100));
    sentences.push(`The file ${growth > 0 ? 'grows' : 'shrinks'} by ${percent} %.`);
  }
  return sentences.join(' ');
}
