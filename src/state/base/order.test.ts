import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { isSameFile, type Order, orderOf } from './order';

const order: Order = {
  source: openedPicture(),
  pipeline: emptyPipeline,
  settings: initialExportSettings(),
};

describe('whether two orders come to the same file', () => {
  it('is so by another name, and with equal settings', () => {
    const settings = { ...initialExportSettings(), fileName: 'another' };
    expect(isSameFile(order, { ...order })).toBe(true);
    expect(isSameFile(order, { ...order, settings })).toBe(true);
  });

  it.each([
    ['another picture', { source: openedPicture() }],
    ['another pipeline', { pipeline: { ...emptyPipeline } }],
    ['another setting', { settings: { ...order.settings, format: 'png' } }],
  ] as const)('is not so with %s', (_, changed) => {
    expect(isSameFile(order, { ...order, ...changed })).toBe(false);
  });

  it('is so of none and none, and not of none and one', () => {
    expect(isSameFile(null, null)).toBe(true);
    expect(isSameFile(null, order)).toBe(false);
    expect(isSameFile(order, null)).toBe(false);
  });
});

it('is an order only of an open picture', () => {
  expect(orderOf(order)).toEqual(order);
  expect(orderOf({ ...order, source: null })).toBeNull();
});
