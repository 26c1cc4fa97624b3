/** How alike files are to a picture: the mean similarity that Pipette itself tells, in Node. */

/**
 * Starts the engine of the sources for an upright picture of 8-bit RGB. Of what is returned, `alike` gives
 * the mean structural similarity of lightness of a file in memory, 1 for the same; `picture`, `job` and
 * `within` are for what else is done with it.
 */
export async function startLikeness(load, { rgb, width, height }) {
  const { startForTest, jobForTest } = await load('/workers/testing/index.ts');
  const { executionFor } = await load('/workers/runtime/resources.ts');
  const { lightnessOf } = await load('/workers/export/inspect.ts');
  const { similarity } = await load('/src/core/picture/ssim.ts');
  const vips = await startForTest(['heif', 'jxl']);
  const { job } = jobForTest();
  const within = (work) => {
    const execution = executionFor(vips);
    try {
      return work(execution);
    } finally {
      execution.dispose();
    }
  };
  const bare = vips.Image.newFromMemory(rgb, width, height, 3, vips.BandFormat.uchar);
  const picture = bare.copy({ interpretation: 'srgb' });
  const band = within((execution) => lightnessOf(job, execution, picture));
  return {
    job,
    picture,
    within,
    /** Returns the mean similarity of a file to the picture. */
    alike: (file) =>
      within((execution) => {
        const decoded = execution.own(vips.Image.newFromBuffer(file));
        return similarity(band, lightnessOf(job, execution, decoded)).mean;
      }),
    close() {
      picture.delete();
      bare.delete();
      vips.shutdown();
    },
  };
}
