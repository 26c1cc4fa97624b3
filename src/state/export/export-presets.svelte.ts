import {
  builtInPresets,
  isDamaged,
  type ExportPreset,
  parsePresets,
  presetOf,
  maxPresets,
  withPreset,
} from '../../core/formats/presets';
import { type ExportSettings, parseExportSettings } from '../../core/formats/settings';
import { cutText } from '../../core/base/cut-text';
import { asideKey } from '../../core/stored/kinds';
import type { TextStore } from '../base/ports';
import type { Workspace } from '../work/workspace.svelte';

const presetsKey = 'export-presets';
const lastKey = 'export-settings';

/** Returns the export settings that were used last on this device; null on a first visit. */
export function lastExportSettings(store: TextStore): ExportSettings | null {
  const text = store.get(lastKey);
  if (text === null) return null;
  try {
    return { ...parseExportSettings(JSON.parse(text)), fileName: '' };
  } catch {
    // The next settings are written over it.
    store.set(asideKey(Date.now(), lastKey), text);
    return null;
  }
}

/** Named export settings: those that came with Pipette, and a person's own. */
export class ExportPresets {
  #own = $state.raw<readonly ExportPreset[]>([]);

  constructor(
    private readonly workspace: Workspace,
    private readonly store: TextStore,
  ) {
    const text = store.get(presetsKey);
    this.#own = parsePresets(text);
    if (text === null || !isDamaged(text)) return;
    store.set(asideKey(Date.now(), presetsKey), text);
    store.set(presetsKey, JSON.stringify(this.#own));
  }

  readonly all = $derived.by((): readonly ExportPreset[] => [...builtInPresets, ...this.#own]);
  /** The preset whose settings are set now. */
  readonly current = $derived.by(() => presetOf(this.workspace.settings, this.all));

  /** Sets the settings of a preset. */
  choose(name: string): void {
    const preset = this.all.find((one) => one.name === name);
    if (!preset) return;
    const settings = withPreset(this.workspace.settings, preset);
    this.workspace.changeSettings(settings, { did: 'export-preset', of: name });
    this.workspace.endGesture();
  }

  /** Keeps the settings of now under a name; an own preset of that name is replaced. */
  save(name: string): void {
    const trimmed = cutText(name.trim(), maxPresets.name);
    if (trimmed === '' || builtInPresets.some((one) => one.name === trimmed)) return;
    const preset = { name: trimmed, settings: this.workspace.settings, own: true };
    this.#write((list) => [...list.filter((one) => one.name !== trimmed), preset]);
  }

  /** Removes an own preset. */
  remove(name: string): void {
    this.#write((list) => list.filter((one) => one.name !== name));
  }

  /** Remembers the settings for the next new workspace; returns what stops that. */
  remember(): () => void {
    return $effect.root(() => {
      $effect(() => this.store.set(lastKey, JSON.stringify(this.workspace.settings)));
    });
  }

  /** Another tab may have changed the list meanwhile, so it is read again first. */
  #write(change: (list: readonly ExportPreset[]) => readonly ExportPreset[]): void {
    this.#own = change(parsePresets(this.store.get(presetsKey))).slice(-maxPresets.count);
    this.store.set(presetsKey, JSON.stringify(this.#own));
  }
}
