const units = ['B', 'KB', 'MB', 'GB'] as const;

/**
 * Returns a number of bytes in words, such as "412 KB" or "2.4 MB": powers of 1,000, as file
 * managers count, with one decimal below 10. Whatever says bytes in words says them by this.
 */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 999.5 would be written as 1,000 of the smaller unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/**
 * Returns a number of bytes that is above a limit in words that say so: exactly, when both would
 * read the same, as "268 MB, and 268 MB is the most" explains nothing.
 */
export const formatBytesAbove = (bytes: number, max: number): string =>
  formatBytes(bytes) === formatBytes(max)
    ? `${bytes.toLocaleString('en-GB')} bytes, ${(bytes - max).toLocaleString('en-GB')} too many`
    : formatBytes(bytes);
