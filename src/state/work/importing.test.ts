import { describe, expect, it, vi } from 'vitest';
import { readJson } from '../../core/documents/carriers/json';
import { carriers } from '../../core/documents/carriers/index';
import type { DetectedPipeline } from '../../core/documents/detected';
import type { Engine } from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';
import { appError } from '../../core/base/errors';
import { limits } from '../../core/base/limits';
import { fail, ok } from '../../core/base/result';
import { Importing } from './importing.svelte';
import { Workspace } from './workspace.svelte';

const hash = 'ab'.repeat(32);
const text = (more: object = {}) =>
  JSON.stringify({
    pipette: 2,
    name: 'Offered',
    operations: [
      { id: 'a', operation: 'exposure' },
      { id: 'b', operation: 'image-watermark', parameters: { picture: hash } },
    ],
    export: { format: 'webp' },
    ...more,
  });

function found(
  from: DetectedPipeline['from'] = 'JSON',
  assets = new Map(),
  more = {},
): DetectedPipeline {
  const document = readJson(text(more));
  if (!document.ok) throw new Error(document.error.message);
  const words = carriers.find((one) => one.from === from)?.words;
  if (!words) throw new Error(`nothing is said of ${from}`);
  return { kind: 'pipeline', from, words, document: document.value, assets };
}

const unused = (): never => {
  throw new Error('An offer opens no picture.');
};

function setUp(here = false) {
  const smallRenders: Pipeline[] = [];
  const engine: Pick<Engine, 'renderSmall'> = {
    renderSmall: (_source, pipeline) => {
      smallRenders.push(pipeline);
      return Promise.resolve(fail(appError('JOB-CANCELLED', '')));
    },
  };
  const assets = {
    takeCarried: vi.fn(() => Promise.resolve()),
    picture: () => Promise.resolve(here ? new Blob() : null),
  };
  const workspace = new Workspace({ open: unused, drawSample: unused, close: unused });
  const importing = new Importing(engine, workspace, assets);
  return { importing, workspace, assets, smallRenders };
}

it('can be merged when it has steps in common with those that are here, or a beginning', async () => {
  const { workspace, assets, importing } = setUp();
  void importing.offer(found(), { name: null });
  expect(importing.mergeable).toBe(false);
  workspace.addStep('invert');
  expect(importing.mergeable).toBe(false);
  workspace.changeValues(workspace.addStep('exposure') ?? '', { stops: 0.5 });
  expect(importing.mergeable).toBe(true);
  const offer = await importing.ready();
  expect(offer).toEqual({ ...importing.current, history: null });
  expect(assets.takeCarried).toHaveBeenCalledTimes(1);
  importing.cancel();
  expect([importing.mergeable, await importing.ready()]).toEqual([false, null]);

  const came: unknown[] = [];
  const related = new Importing(
    { renderSmall: () => Promise.resolve(fail(appError('JOB-CANCELLED', ''))) },
    workspace,
    assets,
    {
      arrive: unused,
      keep: unused,
      add: (history) => {
        came.push(history);
        return Promise.resolve(ok({ added: 2, known: 1, thinned: 0 }));
      },
      isRelated: (version) => version?.id === '0123456789abcdef',
    },
  );
  const carrying = (id: string) => found('JSON', new Map(), { version: { id }, operations: [] });
  void related.offer(carrying('0123456789abcdef'), { name: null });
  expect(related.mergeable).toBe(true);
  void related.offer(carrying('zzzzzzzzzzzzzzzz'), { name: null });
  expect(related.mergeable).toBe(false);

  // The versions of a project are there before the merge looks for the one where both began.
  const history = {
    versions: [],
    traces: [],
    pictures: new Map(),
    problems: new Map(),
    refused: [],
    isNewer: false,
  };
  const project = { ...carrying('0123456789abcdef'), project: { history, pictures: [] } };
  void related.offer(project, { name: null });
  expect(await related.ready()).toMatchObject({ found: project, history: { added: 2, known: 1 } });
  expect(came).toEqual([history]);
});

describe('a pipeline on offer', () => {
  it('changes nothing until it is taken, and is one change then', async () => {
    const { importing, workspace } = setUp();
    workspace.addStep('invert');
    void importing.offer(found(), { name: 'x.json' });
    expect(importing.current?.where).toBe('from the JSON file x.json');
    expect(workspace.pipeline.steps).toHaveLength(1);
    expect(await importing.replace(true)).toEqual({
      how: 'replaced',
      short: 'x.json',
      steps: 2,
      settings: true,
      history: null,
    });
    expect(workspace.pipeline.name).toBe('Offered');
    expect(workspace.settings.format).toBe('webp');
    expect(workspace.undoLabel).toBe('Read pipeline from x.json');
    expect(importing.current).toBeNull();
    await workspace.undo();
    expect(workspace.pipeline.steps.map(({ operation }) => operation)).toEqual(['invert']);
    expect(workspace.settings.format).toBe('jpeg');
  });

  it('leaves the export settings when they are not wanted', async () => {
    const { importing, workspace } = setUp();
    void importing.offer(found(), { name: null });
    expect(await importing.replace(false)).toMatchObject({ settings: false });
    expect(workspace.settings.format).toBe('jpeg');
  });

  it('is appended with ids of its own, under the name that was there', async () => {
    const { importing, workspace } = setUp();
    void importing.offer(found(), { name: 'x.json' });
    await importing.replace(false);
    workspace.renamePipeline('Mine');
    void importing.offer(found(), { name: 'x.json' });
    expect(await importing.append(false)).toMatchObject({ how: 'appended', steps: 2 });
    const ids = workspace.pipeline.steps.map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(['a', 'b']);
    expect(new Set(ids).size).toBe(4);
    expect(workspace.pipeline.name).toBe('Mine');
    expect(workspace.undoLabel).toBe('Append pipeline from x.json');
  });

  it('is not appended beyond what a pipeline may have', async () => {
    const { importing, workspace } = setUp();
    const many = Array.from({ length: 199 }, () => ({ operation: 'sepia' }));
    void importing.offer(found('JSON', new Map(), { operations: many }), { name: 'many.json' });
    await importing.replace(false);
    void importing.offer(found(), { name: 'x.json' });
    expect(importing.fits).toBe(false);
    expect(await importing.append(false)).toBeNull();
    expect(workspace.pipeline.steps).toHaveLength(199);
    expect(importing.current).not.toBeNull();
  });

  it('is taken by nobody after it was declined', async () => {
    const { importing, workspace, assets } = setUp();
    void importing.offer(found(), { name: 'x.json' });
    importing.cancel();
    expect(await importing.replace(true)).toBeNull();
    expect(workspace.undoLabel).toBeNull();
    expect(assets.takeCarried).not.toHaveBeenCalled();
  });

  it('says which steps lack their pictures', async () => {
    for (const [here, carried, expected] of [
      [false, false, ['b']],
      [true, false, []],
      [false, true, []],
    ] as const) {
      const { importing, smallRenders } = setUp(here);
      const pictures = new Map(carried ? [[hash, new Uint8Array([1])]] : []);
      void importing.offer(found('JSON', pictures), { name: 'x.json' });
      await importing.renderSmall(100, new AbortController().signal);
      expect(importing.lacking.map(({ id }) => id)).toEqual(expected);
      const tried = smallRenders[0]?.steps.map(({ id }) => id);
      expect(tried).toEqual(expected.length > 0 ? ['a'] : ['a', 'b']);
    }
  });

  it('keeps the pictures that come along, once, when it is taken', async () => {
    const { importing, assets } = setUp();
    const pictures = new Map([[hash, new Uint8Array([1])]]);
    void importing.offer(found('Python program', pictures), { name: 'x.py' });
    expect(assets.takeCarried).not.toHaveBeenCalled();
    await importing.replace(true);
    expect(assets.takeCarried).toHaveBeenCalledExactlyOnceWith(pictures);
  });

  it('goes among the presets where there are some, and the work stays', async () => {
    const { importing, workspace } = setUp();
    const saved: string[] = [];
    void importing.offer(found('link'), { name: null });
    await importing.saveAsPreset();
    expect(importing.current?.where).toBe('from a link');
    importing.savePreset = ({ pipeline }) => void saved.push(pipeline.name);
    await importing.saveAsPreset();
    expect(saved).toEqual(['Offered']);
    expect(importing.current).toBeNull();
    expect(workspace.undoLabel).toBeNull();
  });

  it('gives way to the picture that it was found in', () => {
    const { importing } = setUp();
    const openPicture = vi.fn();
    void importing.offer(found('picture'), { name: 'p.jpg', openPicture });
    expect(importing.current?.where).toBe('inside the picture p.jpg');
    importing.openPicture();
    expect(openPicture).toHaveBeenCalledOnce();
    expect(importing.current).toBeNull();
  });

  it('is made of all that came together, of which each can be left out', async () => {
    const { importing, workspace } = setUp();
    const plain = (name: string) => ({ name, found: found('JSON', new Map(), { name }) });
    void importing.offerAll([plain('one.json'), plain('two.json'), plain('three.json')]);
    expect(importing.current?.where).toBe('from 3 files');
    const [, two, three] = importing.parts;
    if (!two || !three) throw new Error('Three parts are on offer.');
    importing.choose(two, false);
    expect(importing.current?.where).toBe('from 2 files');
    expect(await importing.replace(true)).toEqual({
      how: 'replaced',
      short: '2 files',
      steps: 4,
      settings: true,
      history: null,
    });
    const ids = workspace.pipeline.steps.map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
    expect(importing.parts).toEqual([]);
  });

  it('is the one pipeline that was not left out, by its own name', () => {
    const { importing } = setUp();
    void importing.offerAll([
      { name: 'one.json', found: found() },
      { name: 'two.json', found: found() },
    ]);
    const [one] = importing.parts;
    if (one) importing.choose(one, false);
    expect(importing.current?.where).toBe('from the JSON file two.json');
    const [, two] = importing.parts;
    if (two) importing.choose(two, false);
    expect(importing.current?.where, 'the last one stays').toBe('from the JSON file two.json');
  });

  it('is not taken when several have more steps together than a pipeline may', async () => {
    const { importing } = setUp();
    const operations = Array.from({ length: limits.document.steps / 2 + 1 }, (_, index) => ({
      id: `s${index}`,
      operation: 'invert',
    }));
    const long = { name: 'long.json', found: found('JSON', new Map(), { operations }) };
    void importing.offerAll([long, long]);
    expect(importing.fitsAlone).toBe(false);
    expect(await importing.replace(true)).toBeNull();
    const [first] = importing.parts;
    if (first) importing.choose(first, false);
    expect(importing.fitsAlone).toBe(true);
  });
});
