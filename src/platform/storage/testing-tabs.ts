import { appError, type ErrorCode } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Tab } from '../page/tab';
import type { Change, KeyValueStore } from './key-value-store';
import { Workspaces } from './workspaces';

// Help for tests only.

/** A browser of several tabs over one shelf, all in memory. */
export function browser() {
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

/** Returns work as it is stored, as far as it matters which one that is. */
export const work = (title: string, savedAt: number) => ({ savedAt, title });
