import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { noCamera } from '../../core/naming/tokens';
import { pipelineOf } from '../../core/testing/gallery-entries';
import { BatchItem } from '../../state/batch/batch-item.svelte';
import { galleryOrders } from './gallery-orders';

const item = (name: string, file: Blob | null): BatchItem => {
  const facts = { index: 0, name, folder: '', bytes: 1, modified: null, file };
  const made = new BatchItem(facts);
  made.result = {
    content: new Blob(['result']),
    extension: 'png',
    width: 3,
    height: 2,
    quality: null,
    milliseconds: 1,
    sha256: '',
    camera: noCamera,
  };
  return made;
};

describe('results of a run on their way into the gallery', () => {
  it('are made of their source with its own crop, or of the result where the source is gone', () => {
    const source = new Blob(['source']);
    const cropped = item('a.jpg', source);
    cropped.crop = { left: 0, top: 0, width: 0.5, height: 1 };
    const failed = item('bad.jpg', source);
    failed.result = null;
    const settings = { ...initialExportSettings(), format: 'png' };
    const orders = galleryOrders([cropped, failed, item('b.jpg', null)], {
      pipeline: pipelineOf('sepia'),
      settings,
    });
    expect(orders.map(({ name, from }) => [name, from.kind])).toEqual([
      ['a.jpg', 'file'],
      ['b.jpg', 'result'],
    ]);
    expect(orders[0]?.pipeline.steps.map(({ operation }) => operation)).toEqual(['crop', 'sepia']);
    expect(orders[0]?.made).toEqual({ format: 'png', width: 3, height: 2, bytes: 6 });
  });
});
