import { parsePreset, writePreset } from '../../core/documents/preset';
import type {
  ChangeOutcome,
  Conflict,
  KeptPreset,
  PresetChange,
  PresetStore,
  StoredPresets,
} from '../../core/documents/preset-store';
import { ok, type Result } from '../../core/base/result';
import { stored } from '../../core/stored/kinds';
import type { UpdatableStore } from './key-value-store';

const { prefix } = stored.preset;

/** How a preset lies in the database. Read only through `readKept`. */
interface StoredPreset {
  readonly version: 1;
  readonly revision: number;
  readonly preset: unknown;
}

/** Tells the other tabs of this site that something was changed. */
export interface Bell {
  ring(): void;
  /** Calls `listener` when another tab rings; returns what stops that. */
  hear(listener: () => void): () => void;
}

/** Returns the bell of this name; a silent one where the browser has none. */
export function tabBell(name: string): Bell {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  return {
    ring: () => channel?.postMessage(null),
    hear: (listener) => {
      channel?.addEventListener('message', listener);
      return () => channel?.removeEventListener('message', listener);
    },
  };
}

/** Returns the bell for changes of the presets of the site whose names start with `prefix`. */
export const libraryBell = (prefix: string): Bell => tabBell(`${prefix}library`);

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** Returns a stored preset, or null for what this version cannot read. */
export function readKept(value: unknown): KeptPreset | null {
  const fields = fieldsOf(value);
  const revision = fields.get('revision');
  if (fields.get('version') !== 1 || typeof revision !== 'number') return null;
  const preset = parsePreset(fields.get('preset'));
  return preset.ok ? { preset: preset.value, revision } : null;
}

/** Returns a preset as it is stored. */
export const writeKept = ({ preset, revision }: KeptPreset): StoredPreset => ({
  version: 1,
  revision,
  preset: writePreset(preset),
});

/** A stored record's revision, also of one that a newer version wrote; 0 where there is none. */
function revisionOf(value: unknown): number {
  if (value === undefined) return 0;
  const revision = fieldsOf(value).get('revision');
  return typeof revision === 'number' ? revision : -1;
}

/** Presets in the database of the work, so that pictures which they name are kept with them. */
export class StoredLibrary implements PresetStore {
  constructor(
    private readonly records: UpdatableStore,
    private readonly bell: Bell,
  ) {}

  async all(): Promise<Result<StoredPresets>> {
    const keys = await this.records.keys();
    if (!keys.ok) return keys;
    const own = keys.value.filter((key) => key.startsWith(prefix));
    const read = await this.records.read(own);
    if (!read.ok) return read;
    const records = read.value.filter((value) => value !== undefined);
    const kept = records.map(readKept).filter((one) => one !== null);
    return ok({ kept, unreadable: records.length - kept.length });
  }

  async change(changes: readonly PresetChange[]): Promise<Result<ChangeOutcome>> {
    const keys = changes.map(({ id }) => prefix + id);
    const clashing = (values: readonly unknown[]): readonly Conflict[] =>
      changes.flatMap((change, index) =>
        revisionOf(values[index]) === change.from
          ? []
          : [{ change, theirs: readKept(values[index]) }],
      );
    const updated = await this.records.update(keys, (values) => {
      if (clashing(values).length > 0) return null;
      const put = changes.flatMap(({ id, from, preset }): [string, unknown][] =>
        preset ? [[prefix + id, writeKept({ preset, revision: from + 1 })]] : [],
      );
      const drop = changes.filter(({ preset }) => !preset).map(({ id }) => prefix + id);
      return { put: new Map(put), drop };
    });
    if (!updated.ok) return updated;
    const conflicts = clashing(updated.value);
    if (conflicts.length > 0) return ok({ kind: 'conflict', conflicts });
    this.bell.ring();
    return ok({ kind: 'done' });
  }

  watch(listener: () => void): () => void {
    return this.bell.hear(listener);
  }
}
