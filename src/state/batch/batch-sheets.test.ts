import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { BatchResult } from '../../core/batch/journal';
import type { ContactSheetRequest } from '../../core/engine/comparison-picture';
import type { Engine } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
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

function setUp(count: number, extension = 'jpg', mostBytes?: number) {
  const sheets: { readonly names: readonly string[]; readonly request: ContactSheetRequest }[] = [];
  const encoded: string[] = [];
  const pdfs: (readonly string[])[] = [];
  const watched: JobOptions[] = [];
  const engineAt = { rest: Promise.resolve() };
  const saved: string[] = [];
  let refuses = false;
  let isFull = false;
  const engine: Pick<Engine, 'contactSheet' | 'exportFile'> = {
    contactSheet: async (files, request, options) => {
      watched.push(options);
      await engineAt.rest;
      sheets.push({ names: files.map(({ name }) => name), request });
      if (refuses) return fail(appError('JOB-FAILED', 'No.'));
      const bytes = new TextEncoder().encode(`sheet ${sheets.length}`);
      const { mime, milliseconds } = exportAnswer;
      const size = { width: 640, height: 480, quality: 85, frames: 1, milliseconds };
      return ok({ ...size, bytes, mime, extension: 'jpg' });
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
    mostBytes,
  );
  const refuse = (): void => void (refuses = true);
  const fill = (): void => void (isFull = true);
  const made = async (): Promise<void> => {
    flushSync();
    await until(() => store.current);
  };
  const results = batch.done.flatMap(({ result }) => result ?? []);
  return {
    store,
    sheets,
    encoded,
    pdfs,
    saved,
    watched,
    engineAt,
    results,
    refuse,
    fill,
    made,
    stop: store.follow(),
  };
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

  it('hears nothing more of what is wanted no more', async () => {
    const { store, watched, engineAt, made, stop } = setUp(2);
    let goOn = (): void => undefined;
    engineAt.rest = new Promise((resolve) => (goOn = resolve));
    flushSync();
    await until(() => watched.length === 1);
    const [first] = watched;
    first?.progress(0.25);
    expect(store.share).toBe(0.25);
    store.change({ columns: 2 });
    flushSync();
    await until(() => first?.signal.aborted === true);
    first?.progress(0.75);
    expect(store.share).toBe(0.25);
    goOn();
    await made();
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

  it('holds so many bytes, and reads nothing where more are known to come', async () => {
    // Each is "result" with its number: eight bytes.
    const enough = setUp(2, 'jpg', 16);
    enough.store.change({ kind: 'pages' });
    await enough.made();
    expect([enough.store.failure, enough.pdfs.length]).toEqual([null, 1]);
    enough.stop();
    const { store, results, pdfs, made, stop } = setUp(2, 'jpg', 15);
    const read = results.map(({ content }) => vi.spyOn(content, 'arrayBuffer'));
    store.change({ kind: 'pages' });
    await made();
    expect(store.failure).toMatchObject({
      code: 'OUT-FIT',
      message: 'The pictures take more than 15 B, the most that a PDF may hold.',
    });
    expect(read.every((one) => one.mock.calls.length === 0)).toBe(true);
    expect(pdfs).toEqual([]);
    stop();
    // What is encoded anew is counted as it comes.
    const anew = setUp(2, 'webp', 15);
    anew.store.change({ kind: 'pages' });
    await anew.made();
    expect([anew.store.failure?.code, anew.pdfs.length]).toEqual([undefined, 1]);
    anew.stop();
    const heavy = setUp(3, 'webp', 15);
    heavy.store.change({ kind: 'pages' });
    await heavy.made();
    expect([heavy.store.failure?.code, heavy.pdfs.length]).toEqual(['OUT-FIT', 0]);
    heavy.stop();
  });
});
