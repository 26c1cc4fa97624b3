/** Tables and verdicts on the terminal, and the list of targets that were missed. */

/** One line per missed target, for the summary at the end. */
export const missed = [];

/** Returns "ok" or "MISSED", and notes what was missed. */
export function verdict(what, value, target, text = `${value} against ${target}`) {
  if (value <= target) return 'ok';
  missed.push(`${what}: ${text}`);
  return 'MISSED';
}

export const milliseconds = (value) => `${Math.round(value)} ms`;
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Prints rows of texts under a heading; columns but the first are aligned to the right. */
export function table(heading, rows) {
  const texts = [heading, ...rows].map((row) => row.map(String));
  const widths = heading.map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('   ');
  const [head, ...body] = texts;
  console.log(`  ${line(head)}`);
  console.log(`  ${widths.map((width) => '-'.repeat(width)).join('   ')}`);
  for (const row of body) console.log(`  ${line(row)}`);
}
