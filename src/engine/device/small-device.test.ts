import { afterEach, expect, it, vi } from 'vitest';
import { coresAtHand } from './small-device';

afterEach(() => {
  vi.unstubAllGlobals();
});

const onBrowser = (vendor: string, hardwareConcurrency: number): number => {
  vi.stubGlobal('navigator', { vendor, hardwareConcurrency });
  return coresAtHand();
};

it('takes the number of cores as it is told, but in WebKit, which tells another one', () => {
  expect(onBrowser('Google Inc.', 16)).toBe(16);
  expect(onBrowser('', 2)).toBe(2);
  expect(onBrowser('Apple Computer, Inc.', 8)).toBe(2);
  expect(onBrowser('Apple Computer, Inc.', 1)).toBe(1);
});
