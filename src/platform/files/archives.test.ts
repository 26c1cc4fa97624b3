import { afterEach, describe, expect, it, vi } from 'vitest';
import { newArchive, sweepArchives } from './archives';

describe('archives in a browser without an origin-private file system', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['no storage', {}],
    ['storage without files', { storage: {} }],
  ])('are put together in memory, and nothing is said of it: %s', async (_, navigator) => {
    vi.stubGlobal('navigator', navigator);
    const said = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    await sweepArchives();
    const archive = await newArchive(1);
    await archive.sink.write(new Uint8Array([80, 75]));
    await archive.sink.close();
    expect((await archive.file()).size).toBe(2);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});
