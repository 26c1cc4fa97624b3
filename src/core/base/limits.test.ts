import { describe, expect, it } from 'vitest';
import { limits } from './limits';

describe('the limits agree with each other', () => {
  it('ask before they refuse, and earlier on small devices', () => {
    expect(limits.questionPixels).toBeLessThan(limits.refusalPixels);
    expect(limits.smallDevice.questionPixels).toBeLessThan(limits.smallDevice.refusalPixels);
    expect(limits.smallDevice.refusalPixels).toBeLessThan(limits.refusalPixels);
  });

  it('let the largest RGB picture that is not refused fit into memory once', () => {
    const decoded = limits.refusalPixels * 3;
    expect(decoded).toBeLessThan(limits.engineBytes * limits.engineShare);
  });

  it('let header reading use its bytes within its reads, for far less than a file', () => {
    const { bytes, reads, pageBytes } = limits.header;
    expect(reads * pageBytes).toBeGreaterThanOrEqual(bytes);
    expect(bytes).toBeLessThan(limits.fileBytes / 10);
  });

  it('stop a silent job before a long one, and draw vectors no larger than is read', () => {
    expect(limits.jobSilence).toBeLessThan(limits.jobTotal);
    expect(limits.rasterSide).toBeLessThan(limits.sidePixels);
    expect(limits.proxySide).toBeLessThanOrEqual(limits.maxProxySide);
  });
});
