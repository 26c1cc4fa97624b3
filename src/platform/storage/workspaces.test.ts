import { describe, expect, it, vi } from 'vitest';
import { appError, type ErrorCode } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Change, KeyValueStore } from './key-value-store';
import type { Tab } from '../page/tab';
import { Workspaces } from './workspaces';

/** A browser of several tabs over one shelf, all in memory. */
function browser() {
  const values = new Map<string, unknown>();
  const locks = new Map<string, object>();
  const writes: Change[] = [];
  /** Bytes of a picture that still fit. */
  const room: { bytes: number; code: ErrorCode } = { bytes: Infinity, code: 'STO-QUOTA' };
  /**
   * Requests for a lock that are answered too late, looks at which it is still held, and the
   * milliseconds that it takes to grant a free one.
   */
  const slow = { late: 0, held: 0, grants: 0 };
  let time = 0;
  let ids = 0;
  const records: KeyValueStore = {
    keys: () => Promise.resolve(ok([...values.keys()])),
    read: (keys) => Promise.resolve(ok(keys.map((key) => values.get(key)))),
    write: (change) => {
      for (const value of change.put.values()) {
        if (value instanceof Blob && value.size > room.bytes) {
          return Promise.resolve(fail(appError(room.code, 'Full.')));
        }
      }
      writes.push(change);
      for (const key of change.drop) values.delete(key);
      for (const [key, value] of change.put) values.set(key, value);
      return Promise.resolve(ok(null));
    },
    clear: () => {
      values.clear();
      return Promise.resolve(ok(null));
    },
  };

  function openTab(session: string | null = null) {
    let id = session;
    const me = {};
    const tab: Tab = {
      recall: () => id,
      remember: (given) => {
        id = given;
      },
      forget: () => {
        id = null;
      },
      hold: (name, patience) => {
        if (patience < slow.grants) return Promise.resolve(false);
        if (slow.late > 0 || slow.held > 0) {
          slow.late -= 1;
          return Promise.resolve(false);
        }
        if (locks.has(name)) return Promise.resolve(locks.get(name) === me);
        locks.set(name, me);
        return Promise.resolve(true);
      },
      release: (name) => {
        if (locks.get(name) === me) locks.delete(name);
      },
      held: () => {
        const others = slow.held > 0 && id !== null ? [`pipette:/here/:workspace:${id}`] : [];
        slow.held -= 1;
        return Promise.resolve(new Set([...locks.keys(), ...others]));
      },
    };
    const clock = { now: () => time, newId: () => `w${ids++}` };
    const workspaces = new Workspaces(records, tab, 'pipette:/here/:', clock);
    return {
      workspaces,
      id: () => id,
      close: () => {
        for (const [name, owner] of locks) if (owner === me) locks.delete(name);
      },
      save: (title: string, setId?: string) => {
        time += 1000;
        return workspaces.saveWork({ ...work(title, time), ...(setId && { setId }) });
      },
      title: async () => {
        const loaded = await workspaces.load();
        if (!loaded.ok || !loaded.value) return null;
        return (loaded.value.work as ReturnType<typeof work>).title;
      },
    };
  }
  return {
    openTab,
    records,
    values,
    writes,
    locks,
    room,
    slow,
    pass: (ms: number) => (time += ms),
  };
}

const work = (title: string, savedAt: number) => ({ savedAt, title });

describe('workspaces of tabs', () => {
  it('gives a reloaded tab its own work', async () => {
    const { openTab } = browser();
    const first = openTab();
    await first.save('first');
    const second = openTab();
    await second.save('second');
    first.close();
    second.close();
    expect(await openTab(first.id()).title()).toBe('first');
  });

  it('gives a new tab what a killed one left, on a machine that is slow to answer', async () => {
    const { openTab, slow } = browser();
    const killed = openTab();
    await killed.save('left');
    killed.close();
    slow.grants = 5_000;
    expect(await openTab().title()).toBe('left');
  });

  it('gives a reloaded tab its own work on a machine that is slow to answer or to let go', async () => {
    for (const delay of [{ late: 1 }, { held: 1 }]) {
      const { openTab, slow } = browser();
      const tab = openTab();
      await tab.save('own');
      tab.close();
      Object.assign(slow, delay);
      expect(await openTab(tab.id()).title()).toBe('own');
    }
  });

  it('gives a fresh tab the newest work that was left behind', async () => {
    const { openTab } = browser();
    const first = openTab();
    await first.save('left');
    first.close();
    const next = openTab();
    expect(await next.title()).toBe('left');
    expect(next.id()).toBe(first.id());
  });

  it('starts a new workspace beside an open tab', async () => {
    const { openTab } = browser();
    const first = openTab();
    await first.save('open');
    const second = openTab();
    expect(await second.title()).toBeNull();
    await second.save('other');
    expect(await first.title()).toBe('open');
    expect(await second.title()).toBe('other');
  });

  it('starts a new workspace in a duplicated tab', async () => {
    const { openTab } = browser();
    const first = openTab();
    await first.save('open');
    const twin = openTab(first.id());
    expect(await twin.title()).toBeNull();
    expect(twin.id()).not.toBe(first.id());
  });

  it('takes over recent work beside another open tab, but no old work', async () => {
    const { openTab, pass } = browser();
    const killed = openTab();
    await killed.save('killed');
    const open = openTab('w-open');
    await open.save('open');
    killed.close();
    const back = openTab();
    expect(await back.title()).toBe('killed');
    back.close();
    pass(3_600_000);
    await open.save('open still');
    expect(await openTab().title()).toBeNull();
  });

  it('keeps five and never deletes one that a tab shows', async () => {
    const { openTab, values } = browser();
    const oldest = openTab('w-open');
    await oldest.save('oldest, open');
    for (let count = 0; count < 8; count += 1) {
      const tab = openTab(`old-${count}`);
      await tab.save(`work ${count}`);
      tab.close();
    }
    const last = openTab('last');
    await last.save('last');
    const kept = [...values.keys()].filter((key) => key.startsWith('work:'));
    expect(kept).toContain('work:w-open');
    expect(kept).toContain('work:last');
    expect(kept).toHaveLength(6);
  });

  it('writes the picture and the work in one transaction', async () => {
    const { openTab, writes } = browser();
    const tab = openTab();
    await tab.workspaces.saveSource(new Blob(['pixels']));
    expect(writes).toHaveLength(0);
    await tab.save('with picture');
    expect([...(writes[0]?.put.keys() ?? [])]).toEqual(['work:w0', 'source:w0']);
    await tab.save('again');
    expect([...(writes[1]?.put.keys() ?? [])]).toEqual(['work:w0']);
    await tab.workspaces.saveSource(null);
    await tab.save('closed');
    expect(writes[2]?.drop).toEqual(['source:w0']);
  });

  it('saves the pipeline where the picture does not fit, and says so', async () => {
    const { openTab, room, values } = browser();
    room.bytes = 3;
    const tab = openTab();
    await tab.workspaces.saveSource(new Blob(['pixels']));
    const saved = await tab.save('big');
    expect(saved).toMatchObject({ ok: true, value: { code: 'STO-QUOTA' } });
    expect([...values.keys()]).toEqual(['work:w0']);
    room.bytes = 10;
    expect((await tab.save('fits now')).ok).toBe(true);
    expect(values.has('source:w0')).toBe(true);
  });

  it('saves the pipeline where the picture is refused for any other reason', async () => {
    const { openTab, room, values } = browser();
    room.bytes = 3;
    room.code = 'STO-FAILED';
    const tab = openTab();
    await tab.workspaces.saveSource(new Blob(['pixels']));
    expect(await tab.save('refused')).toMatchObject({
      ok: true,
      value: { code: 'STO-FAILED', safe: expect.stringContaining('Your pipeline is saved') },
    });
    expect([...values.keys()]).toEqual(['work:w0']);
  });

  it('writes the picture again after what was stored was cleared under the tab', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    await tab.workspaces.saveSource(new Blob(['pixels']));
    await tab.save('before');
    expect(await tab.workspaces.isKept()).toBe(true);
    values.clear();
    expect(await tab.workspaces.isKept()).toBe(false);
    expect(await tab.save('after')).toEqual({ ok: true, value: null });
    expect([...values.keys()]).toEqual(['work:w0', 'source:w0']);
    expect(await tab.workspaces.isKept()).toBe(true);
    values.delete('source:w0');
    expect(await tab.workspaces.isKept()).toBe(false);
    tab.close();

    // The same for a picture that an earlier visit had stored.
    await tab.save('stored');
    const back = openTab(tab.id());
    expect(await back.title()).toBe('stored');
    values.clear();
    await back.save('again');
    expect([...values.keys()]).toEqual(['work:w0', 'source:w0']);
  });

  it('does not say saved where everything written is gone at once', async () => {
    const { openTab, records } = browser();
    records.keys = () => Promise.resolve(ok([]));
    expect(await openTab().save('gone')).toMatchObject({
      ok: false,
      error: { code: 'STO-FAILED' },
    });
  });

  it('keeps what cannot be read where no later write reaches it', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    await tab.workspaces.saveSource(new Blob(['pixels']));
    await tab.save('damaged');
    const damaged = values.get('work:w0');
    await tab.workspaces.setAside('work');
    await tab.save('new');
    expect(values.get('unread:1000:work:w0')).toBe(damaged);
    const source = values.get('source:w0');
    await tab.workspaces.setAside('source');
    expect(values.get('unread:2000:source:w0')).toBe(source);
    expect(values.has('source:w0')).toBe(false);
  });

  it('goes elsewhere where there is no room to set something aside', async () => {
    const { openTab, values, records } = browser();
    const tab = openTab();
    await tab.save('damaged');
    const damaged = values.get('work:w0');
    const full = vi.spyOn(records, 'write');
    full.mockResolvedValueOnce(fail(appError('STO-QUOTA', 'Full.')));
    await tab.workspaces.setAside('work');
    await tab.save('new');
    expect(values.get('work:w0')).toBe(damaged);
    expect(values.has('work:w1')).toBe(true);
  });

  it('has deleted everything though it was being saved', async () => {
    const { openTab, values, records } = browser();
    const tab = openTab();
    await tab.save('walk', 's1');
    const write = records.write.bind(records);
    const slow = vi.spyOn(records, 'write').mockImplementation(async (change) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return write(change);
    });
    const late = tab.save('late');
    await vi.waitFor(() => expect(slow).toHaveBeenCalled(), { interval: 0 });
    await tab.workspaces.forget();
    await late;
    expect(values.size).toBe(0);
  });

  it('writes nothing after everything was deleted', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    await tab.save('gone');
    await tab.workspaces.forget();
    await tab.save('late');
    expect(values.size).toBe(0);
    expect(tab.id()).toBeNull();
  });
});

describe('work on a set', () => {
  const titles = (values: ReadonlyMap<string, unknown>) =>
    [...values].flatMap(([key, value]) =>
      key.startsWith('work:') ? [(value as ReturnType<typeof work>).title] : [],
    );

  it('stays as it is, with its picture, when its tab goes on with something else', async () => {
    const { openTab, values, locks } = browser();
    const tab = openTab();
    await tab.workspaces.saveSource(new Blob(['one']));
    await tab.save('walk', 's1');
    const walk = tab.id();
    await tab.workspaces.saveSource(new Blob(['other']));
    await tab.save('hike', 's2');
    expect(tab.id()).not.toBe(walk);
    expect(titles(values)).toEqual(['walk', 'hike']);
    expect(await (values.get(`source:${walk}`) as Blob).text()).toBe('one');
    expect(await (values.get(`source:${tab.id()}`) as Blob).text()).toBe('other');
    // Other tabs may go on with it.
    expect([...locks.keys()]).toEqual([`pipette:/here/:workspace:${tab.id()}`]);
    await tab.save('no set');
    expect(titles(values)).toEqual(['walk', 'hike', 'no set']);
  });

  it('goes on where it was left when undo leads back, and work on no set gives way to it', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    await tab.workspaces.saveSource(new Blob(['one']));
    await tab.save('walk', 's1');
    const walk = tab.id();
    await tab.workspaces.saveSource(new Blob(['other']));
    await tab.save('one picture');
    expect(titles(values)).toEqual(['walk', 'one picture']);
    await tab.workspaces.saveSource(new Blob(['two']));
    await tab.save('walk on', 's1');
    expect(tab.id()).toBe(walk);
    expect(titles(values)).toEqual(['walk on']);
    expect([...values.keys()]).toHaveLength(2);
    expect(await (values.get(`source:${walk}`) as Blob).text()).toBe('two');
  });

  it('begins anew where another tab has gone on with it', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    await tab.save('walk', 's1');
    const walk = tab.id();
    await tab.save('one picture');
    const other = openTab(walk);
    expect(await other.title()).toBe('walk');
    await tab.save('walk on', 's1');
    expect(tab.id()).not.toBe(walk);
    expect(titles(values).sort()).toEqual(['walk', 'walk on']);
  });

  it('that was left on purpose is nothing that a new tab brings back', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    await tab.save('walk', 's1');
    const walk = tab.id();
    await tab.save('one picture');
    expect(await openTab().title()).toBeNull();
    await tab.save('walk on', 's1');
    expect(tab.id()).toBe(walk);
    expect(values.get(`work:${walk}`)).not.toHaveProperty('isLeft');
    tab.close();
    expect(await openTab().title()).toBe('walk on');
  });

  it('is known after a reload, and stored as work of earlier versions where that says of no set', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    await tab.save('walk', 's1');
    tab.close();
    const again = openTab(tab.id());
    await again.workspaces.load();
    await again.save('one picture');
    expect(titles(values)).toEqual(['walk', 'one picture']);
    await again.save('two pictures', 's2');
    expect(titles(values)).toEqual(['walk', 'two pictures']);
  });

  it('stays as it is though two saves at once leave it', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    await tab.save('walk', 's1');
    await Promise.all([tab.save('one picture'), tab.save('one picture, later')]);
    expect(titles(values)).toEqual(['walk', 'one picture, later']);
  });

  it('is marked as left at once, and never again, though the next picture finds no room', async () => {
    const { openTab, values, room } = browser();
    const tab = openTab();
    await tab.save('walk', 's1');
    const walk = `work:${tab.id()}`;
    room.bytes = 3;
    await tab.workspaces.saveSource(new Blob(['pixels']));
    await tab.save('one picture');
    expect(values.get(walk)).toMatchObject({ title: 'walk', isLeft: true });
    values.set(walk, work('walk of another tab', 9_000));
    room.bytes = 10;
    await tab.save('one picture, with room');
    expect(values.get(walk)).toMatchObject({ title: 'walk of another tab' });
  });

  it('is not written over where another tab has changed it since, or removed it', async () => {
    for (const isRemoved of [false, true]) {
      const { openTab, values, locks } = browser();
      const tab = openTab();
      await tab.save('walk', 's1');
      const walk = tab.id() ?? '';
      await tab.save('one picture');
      if (isRemoved) values.delete(`work:${walk}`);
      else {
        const other = openTab(walk);
        await other.workspaces.load();
        await other.save('walk of another tab', 's1');
        other.close();
      }
      await tab.save('walk on', 's1');
      expect(tab.id()).not.toBe(walk);
      expect([...locks.keys()]).toEqual([`pipette:/here/:workspace:${tab.id()}`]);
      expect(titles(values)).toEqual(isRemoved ? ['walk on'] : ['walk of another tab', 'walk on']);
    }
  });

  it('beyond those that stay is not deleted under a tab that has opened it since', async () => {
    const { openTab, values, locks } = browser();
    for (let index = 0; index < 14; index += 1) {
      values.set(`work:k${index}`, {
        ...work(`set ${index}`, index),
        setId: `s${index}`,
        isLeft: true,
      });
    }
    const tab = openTab();
    await tab.workspaces.load();
    locks.set('pipette:/here/:workspace:k0', {});
    await tab.save('next');
    expect(titles(values)).toContain('set 0');
    expect(titles(values)).not.toContain('set 1');
  });

  it('stays beside twelve others, however much other work there is', async () => {
    const { openTab, values } = browser();
    const tab = openTab();
    for (let index = 0; index < 15; index += 1) await tab.save(`set ${index}`, `s${index}`);
    for (let index = 0; index < 7; index += 1) {
      const other = openTab('fresh');
      await other.save(`work ${index}`);
      other.close();
      values.set(`work:old${index}`, work(`old ${index}`, index));
    }
    await tab.save('no set');
    tab.close();
    const next = openTab();
    await next.save('next');
    expect(titles(values).filter((title) => title.startsWith('set'))).toHaveLength(12);
    expect(titles(values)).not.toContain('set 2');
    expect(titles(values)).toContain('set 3');
    expect(titles(values).filter((title) => !title.startsWith('set'))).toHaveLength(5);
  });
});
