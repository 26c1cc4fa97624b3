import { describe, expect, it } from 'vitest';
import { browser, work } from './testing-tabs';

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
