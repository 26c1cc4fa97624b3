import { describe, expect, it } from 'vitest';
import { cancelled } from '../../core/base/errors';
import { fail } from '../../core/base/result';
import { until } from '../testing';
import { Notices } from '../screen/notices.svelte';
import { fillList } from './filling';
import { setUp } from './testing';

const came = (...names: readonly string[]) =>
  names.map((name) => ({ file: new File(['x'], name), folder: '' }));

/** A batch, the list of which is filled by "from.jpg" when `fill` is called. */
function begin(given: Parameters<typeof setUp>[0] = {}) {
  const all = setUp(given);
  const notices = new Notices();
  let shown = 0;
  const fill = () => fillList(all.batch, notices, came('from.jpg'), () => (shown += 1));
  const names = () => all.batch.items.map(({ name }) => name);
  const said = () => notices.list.map(({ text }) => text);
  const press = async (label: string) => {
    const found = notices.list.flatMap(({ actions }) => actions).find((one) => one.label === label);
    if (!found) throw new Error(`"${label}" is not offered`);
    const before = shown;
    found.run();
    await until(() => shown > before);
  };
  return { ...all, fill, names, said, press, shown: () => shown };
}

describe('a list that is filled', () => {
  it('takes the place of one that was filled, and of a run whose results are saved', async () => {
    const { batch, fill, names, said, finish, shown } = begin();
    await fill();
    await fill();
    expect([names(), shown()]).toEqual([['from.jpg'], 2]);
    const run = batch.start();
    await finish('from.jpg');
    await run;
    await fill();
    expect([names(), batch.phase, said()]).toEqual([['from.jpg'], 'choosing', []]);
  });

  it('leaves what a person chose, and asks', async () => {
    const { add, fill, names, said, press, shown } = begin();
    add('chosen.jpg', 'also.jpg');
    await fill();
    expect([names(), shown()]).toEqual([['also.jpg', 'chosen.jpg'], 0]);
    expect(said()).toEqual(['You already have a list of 2 files to export.']);
    await press('Add to it');
    expect(names()).toEqual(['also.jpg', 'chosen.jpg', 'from.jpg']);
    await press('Start a new list');
    expect(names()).toEqual(['from.jpg']);
  });

  it('leaves one that was filled and then added to, or cropped', async () => {
    const added = begin();
    await added.fill();
    added.add('more.jpg');
    await added.fill();
    expect(added.names()).toEqual(['from.jpg', 'more.jpg']);
    const cropped = begin();
    await cropped.fill();
    const [item] = cropped.batch.items;
    if (item) item.crop = { left: 0, top: 0, width: 1, height: 1 };
    await cropped.fill();
    expect(cropped.batch.items[0]?.crop).not.toBeNull();
  });

  it('leaves a run that is under way, and offers nothing that would end it', async () => {
    const { batch, add, fill, names, said, press, finish } = begin();
    add('a.jpg');
    const run = batch.start();
    await fill();
    expect(names()).toEqual(['a.jpg']);
    expect(said()).toEqual([
      'An export of many images is still running. Export these when it is done.',
    ]);
    await expect(press('Start a new list')).rejects.toThrow('not offered');
    await finish('a.jpg');
    await run;
    batch.leave();
  });

  it('leaves what a stopped run left undone', async () => {
    const { batch, begun, add, fill, names, said, finish } = begin();
    add('a.jpg', 'b.jpg');
    const run = batch.start();
    await until(() => begun.length > 0);
    batch.stop();
    await finish('a.jpg', fail(cancelled()));
    await run;
    await fill();
    expect(names()).toEqual(['a.jpg', 'b.jpg']);
    expect(said()).toEqual(['An export of many images was stopped with 2 files left.']);
  });

  it('leaves results that could not be saved, until they are', async () => {
    let full = true;
    const { batch, add, fill, names, said, finish } = begin({
      deliver: () => (full ? Promise.reject(new Error('Full.')) : Promise.resolve('Saved.')),
    });
    add('a.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await run;
    await fill();
    expect(names()).toEqual(['a.jpg']);
    expect(said()).toEqual(['The results of the last export of many images are not saved yet.']);
    full = false;
    await batch.handOver();
    await fill();
    expect(names()).toEqual(['from.jpg']);
  });
});
