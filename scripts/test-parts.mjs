/** Says which parts of `npm test` are asked for: all, unless `--only` names some. */
import { parseArgs } from 'node:util';

/** In their order. `browser` and `engines` run against dist/, which `build` writes. */
export const testParts = ['checks', 'unit', 'build', 'browser', 'engines'];

/**
 * Reads the words of the command line: `--only=unit,build` names parts, `--shard=1/2` the half of
 * the browser tests. Returns the parts and what Playwright is told; throws on what is unknown.
 * @param {string[]} args
 */
export function chosenParts(args) {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, shard: { type: 'string' } },
  });
  const parts = values.only === undefined ? testParts : values.only.split(',');
  const unknown = parts.filter((part) => !testParts.includes(part));
  if (unknown.length > 0) {
    throw new Error(`npm test has no part "${unknown.join(', ')}", only ${testParts.join(', ')}.`);
  }
  return { parts, shard: values.shard === undefined ? [] : [`--shard=${values.shard}`] };
}
