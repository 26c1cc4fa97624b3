/** The order of unit tests on a machine that has not run them yet: elsewhere Vitest knows how long each takes. */
import { BaseSequencer } from 'vitest/node';

/** Small files that walk all operations, or start many programs. */
const long = /\.programs\.test\.ts$|\/contract-\w+\.test\.ts$|\/fuzz\/\w+\.test\.ts$/;

/** Begins what takes longest first, so that at the end no worker is left alone with it. */
export class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    const sorted = await super.sort(files);
    const isLong = (file) => long.test(file.moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
