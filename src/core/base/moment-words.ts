/** What is said of moments on screen, beside amounts in `words.ts`. */

/** The language of dates: English with the day before the month and hours up to 24. */
const dates = 'en-GB';

/**
 * Returns a moment's time of day, such as "14:26".
 * @param timeZone that of this device when left out
 */
export const timeInWords = (at: number, timeZone?: string): string =>
  new Intl.DateTimeFormat(dates, {
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone !== undefined && { timeZone }),
  }).format(at);

/**
 * Returns a day as people say it: "Today", "Yesterday", "Monday 23 November", or with the year where
 * it is another one.
 * @param day such as `2026-11-27`
 * @param today the same, for now
 */
export function dayInWords(day: string, today: string): string {
  // Noon, so that a change of the clocks never makes it another day.
  const noon = (text: string): number => Date.parse(`${text}T12:00:00Z`);
  const before = Math.round((noon(today) - noon(day)) / 86_400_000);
  if (before === 0) return 'Today';
  if (before === 1) return 'Yesterday';
  return new Intl.DateTimeFormat(dates, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? { weekday: 'long' } : { year: 'numeric' }),
  }).format(noon(day));
}

/** Returns a day and time, such as "27 November 2026, 14:26", as `timeInWords` does. */
export const momentInWords = (at: Date, timeZone?: string): string => {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat(dates, { dateStyle: 'long', ...zone }).format(at);
  return `${day}, ${timeInWords(at.getTime(), timeZone)}`;
};

/** The last moment that dates can say, in milliseconds since 1970. */
const lastMoment = 8.64e15;

/**
 * Returns the days from one moment to another, such as "14 November 2026" or "12 – 14 November 2026"; null
 * where no calendar has them.
 * @param timeZone that of this device when left out
 */
export const daysInWords = (from: number, to: number, timeZone?: string): string | null =>
  Math.max(Math.abs(from), Math.abs(to)) > lastMoment
    ? null
    : new Intl.DateTimeFormat(dates, {
        dateStyle: 'long',
        ...(timeZone !== undefined && { timeZone }),
      })
        .formatRange(from, to)
        // Thin spaces around the dash differ from engine to engine.
        .replace(/[\u2009\u202f]/g, ' ');
