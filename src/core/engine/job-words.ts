/**
 * Returns what is said of a running job of whose progress nothing is heard: "No progress is known,
 * 40 s so far".
 * @param seconds since it began
 */
export const quietInWords = (seconds: number): string =>
  `No progress is known, ${spanInWords(seconds)} so far`;

/** Returns a time as people say it: "40 s", "2 min", "2 min 30 s". */
export function spanInWords(seconds: number): string {
  const whole = Math.round(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** A job that is over sooner is not worth a word, in seconds. */
const soon = 8;

/** Returns how long a job will take, as nearly as can be said: "about 40 s"; null when it is short. */
export function preparedExportInWords(seconds: number): string | null {
  if (seconds < soon) return null;
  if (seconds < 55) return `about ${10 * Math.max(1, Math.round(seconds / 10))} s`;
  const minutes = seconds / 60;
  if (minutes < 9.5) return `about ${Math.max(1, Math.round(minutes))} min`;
  return `about ${5 * Math.round(minutes / 5)} min`;
}
