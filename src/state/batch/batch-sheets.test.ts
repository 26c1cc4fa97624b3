import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { BatchResult } from '../../core/batch/journal';
import type { ContactSheetRequest } from '../../core/engine/comparison-picture';
import type { Engine } from '../../core/engine/contract';
import { initialExportSettings } from '../../core/formats/settings';
import { noCamera } from '../../core/naming/tokens';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { until } from '../testing';
import { BatchItem } from './batch-item.svelte';
import { BatchSheets } from './batch-sheets.svelte';

const settings = { ...initialExportSettings(), fileName: 'out-{name}' };

function itemOf(index: number, extension: string): BatchItem {
  const facts = { index, name: `photo ${index + 1}.png`, folder: '', bytes: 1, modified: null };
  const item = new BatchItem({ ...facts, file: null });
  const result: BatchResult = {
    content: new Blob([`result ${index + 1}`]),
    extension,
    width: 30 + index,
    height: 20,
    quality: null,
    milliseconds: 1,
    sha256: '',
    camera: noCamera,
  };
  item.result = result;
  item.state = 'done';
  return item;
}

function setUp(count: number, extension = 'jpg') {
  const sheets: { readonly names: readonly string[]; readonly request: ContactSheetRequest }[] = [];
  const encoded: string[] = [];
  const pdfs: (readonly string[])[] = [];
  const saved: string[] = [];
  let refuses = false;
  let isFull = false;
  const engine: Pick<Engine, 'contactSheet' | 'exportFile'> = {
    contactSheet: (files, request) => {
      sheets.push({ names: files.map(({ name }) => name), request });
      if (refuses) return Promise.resolve(fail(appError('JOB-FAILED', 'No.')));
      const bytes = new TextEncoder().encode(`sheet ${sheets.length}`);
      const { mime, milliseconds } = exportAnswer;
      const size = { width: 640, height: 480, quality: 85, frames: 1, milliseconds };
      return Promise.resolve(ok({ ...size, bytes, mime, extension: 'jpg' }));
    },
    exportFile: async (file, _name, request) => {
      encoded.push(`${request.settings.format} of ${await file.text()}`);
      return ok({ ...exportAnswer, bytes: new TextEncoder().encode('encoded') });
    },
  };
  const batch = {
    done: Array.from({ length: count }, (_, index) => itemOf(index, extension)),
    order: {
      pipeline: emptyPipeline,
      settings,
      version: null,
      presets: [],
      dates: 'source' as const,
      files: count,
    },
    busy: false,
  };
  const store = new BatchSheets(
    engine,
    batch,
    { settings },
    {
      save: (_, name) => saved.push(name),
      writePdf: (pages, paper) => {
        if (isFull) return Promise.reject(new Error('no room'));
        pdfs.push([paper, ...pages.map((page) => new TextDecoder().decode(page))]);
        return Promise.resolve(new Blob(['pdf']));
      },
    },
  );
  const refuse = (): void => void (refuses = true);
  const fill = (): void => void (isFull = true);
  const made = async (): Promise<void> => {
    flushSync();
    await until(() => store.current);
  };
  return { store, sheets, encoded, pdfs, saved, refuse, fill, made, stop: store.follow() };
}

describe('a contact sheet of a run', () => {
  it('is made ahead of all results, under captions by a pattern, and saved', async () => {
    const { store, sheets, saved, made, stop } = setUp(3);
    store.save();
    expect(saved).toEqual([]);
    store.change({ caption: '{index} {name}', columns: 2 });
    await made();
    expect(sheets).toHaveLength(1);
    expect(sheets[0]?.names).toEqual(['1.jpg', '2.jpg', '3.jpg']);
    expect(sheets[0]?.request.captions.map(({ name }) => name)).toEqual([
      '1 photo 1',
      '2 photo 2',
      '3 photo 3',
    ]);
    expect(sheets[0]?.request.look.arrangement).toEqual({ kind: 'grid', columns: 2 });
    expect([store.made?.pages, store.made?.file.size]).toEqual([1, 'sheet 1'.length]);
    store.save();
    expect(saved).toEqual(['contact-sheet.jpg']);
    store.change({ caption: '' });
    await made();
    expect(sheets[1]?.request.captions.every(({ name }) => name === '')).toBe(true);
    stop();
    expect(store.made).toBeNull();
  });

  it('takes as many pages of a PDF as it needs', async () => {
    const { store, sheets, pdfs, saved, made, stop } = setUp(5);
    store.change({ format: 'pdf', columns: 2, rows: 1, paper: 'letter' });
    await made();
    expect(sheets.map(({ names }) => names.length)).toEqual([2, 2, 1]);
    expect(sheets.every(({ request }) => request.settings.format === 'jpeg')).toBe(true);
    expect(pdfs).toEqual([['letter', 'sheet 1', 'sheet 2', 'sheet 3']]);
    expect([store.made?.pages, store.made?.file.type]).toEqual([3, '']);
    store.save();
    expect(saved).toEqual(['contact-sheet.pdf']);
    stop();
  });

  it('tells why it could not be made, and saves nothing then', async () => {
    const { store, saved, refuse, fill, made, stop } = setUp(1);
    fill();
    store.change({ kind: 'pages' });
    await made();
    expect(store.failure?.message).toBe('The PDF could not be written.');
    store.change({ kind: 'sheet' });
    refuse();
    await made();
    expect([store.failure?.message, store.made]).toEqual(['No.', null]);
    store.save();
    expect(saved).toEqual([]);
    stop();
  });
});

describe('a PDF of the pictures of a run', () => {
  it('has the bytes of JPEGs as they are', async () => {
    const { store, encoded, pdfs, made, stop } = setUp(2);
    store.change({ kind: 'pages' });
    await made();
    expect(pdfs).toEqual([['a4', 'result 1', 'result 2']]);
    expect(encoded).toEqual([]);
    expect([store.made?.name, store.made?.width]).toEqual(['pictures.pdf', 30]);
    stop();
  });

  it('has other formats encoded as JPEG', async () => {
    const { store, encoded, pdfs, made, stop } = setUp(2, 'webp');
    store.change({ kind: 'pages', paper: 'picture' });
    await made();
    expect(encoded).toEqual(['jpeg of result 1', 'jpeg of result 2']);
    expect(pdfs).toEqual([['picture', 'encoded', 'encoded']]);
    stop();
  });
});
