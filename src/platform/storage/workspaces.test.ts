import { describe, expect, it, vi } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { browser } from './testing-tabs';

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
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const slow = vi.spyOn(records, 'write').mockImplementation(async (change) => {
      await held;
      return write(change);
    });
    const late = tab.save('late');
    await vi.waitFor(() => expect(slow).toHaveBeenCalled(), { interval: 0 });
    const forgotten = tab.workspaces.forget();
    goOn();
    await Promise.all([forgotten, late]);
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
