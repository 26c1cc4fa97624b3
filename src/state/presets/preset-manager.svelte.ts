import type { Answer, Application } from '../../core/documents/apply-preset';
import type { ReadCollection } from '../../core/documents/collection';
import type { Preset } from '../../core/documents/preset';
import type { KeptPreset } from '../../core/documents/preset-store';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { AppError } from '../../core/base/errors';
import { readRecord } from '../../core/base/read-record';
import type { Result } from '../../core/base/result';
import type { Library } from './library.svelte';
import type { TextStore } from '../base/ports';
import type { WorkChange } from '../work/work-change';
import type { SmallPictures } from '../screen/small-pictures.svelte';
import type { Workspace } from '../work/workspace.svelte';

/** What the window of presets shows. */
export type PresetPage =
  | { readonly kind: 'gallery' }
  | { readonly kind: 'apply'; readonly preset: Preset; readonly how: Application }
  | { readonly kind: 'save'; readonly pipeline: Pipeline }
  | { readonly kind: 'edit'; readonly base: KeptPreset }
  | { readonly kind: 'export' }
  /** Results on their way into the gallery. */
  | { readonly kind: 'add' }
  /** Finished pictures on their way into a web page, and back. */
  | { readonly kind: 'publish' }
  | { readonly kind: 'bring' }
  | { readonly kind: 'import'; readonly collection: ReadCollection }
  | { readonly kind: 'conflict' };

/** The presets and their pictures, fetched with the first look at them. */
export interface PresetSources {
  readonly library: Library;
  readonly pictures: SmallPictures;
  apply(
    current: Pipeline,
    preset: Preset,
    how: Application,
    answers: readonly Answer[],
  ): Result<Pipeline>;
}

/** A preset that was applied lately. */
export interface RecentPreset {
  readonly id: string;
  readonly name: string;
}

const recentKey = 'recent-presets';
const maxRecent = 5;

function readRecent(text: string | null): readonly RecentPreset[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.slice(0, maxRecent).flatMap((item: unknown): RecentPreset[] => {
      const record = readRecord(item);
      const [id, name] = [record.text('id'), record.text('name')];
      return id !== null && name !== null ? [{ id, name }] : [];
    });
  } catch {
    return [];
  }
}

/** Where presets are looked at, applied and kept: which page of their window is open. */
export class PresetManager {
  page = $state.raw<PresetPage | null>(null);
  records = $state.raw<PresetSources | null>(null);
  recent = $state.raw<readonly RecentPreset[]>([]);
  #loading: Promise<PresetSources> | null = null;
  #before: PresetPage | null = null;

  /** @param open fetches what there is to know about presets; may reject when offline */
  constructor(
    private readonly open: () => Promise<PresetSources>,
    private readonly workspace: Workspace,
    private readonly texts: TextStore,
  ) {
    this.recent = readRecent(texts.get(recentKey));
  }

  /** Fetches the presets once. Rejects when that fails, and can be called again. */
  async load(): Promise<PresetSources> {
    this.#loading ??= this.open();
    try {
      this.records = await this.#loading;
      return this.records;
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }

  /** Opens a page; from the gallery one comes back to it. */
  go(page: PresetPage): void {
    // A conflict comes up on the way back from another page.
    if (page.kind !== 'conflict') {
      this.#before = this.page?.kind === 'gallery' && page.kind !== 'gallery' ? this.page : null;
    }
    this.page = page;
  }

  /** Leaves a page: back to the gallery when one came from there, else the window closes. */
  leave(): void {
    this.page = this.#before;
    this.#before = null;
  }

  /** Closes the window. */
  close(): void {
    this.page = null;
    this.#before = null;
  }

  /** Applies a preset, which one undo takes back. Returns why it cannot be, or null. */
  apply(preset: Preset, how: Application, answers: readonly Answer[]): AppError | null {
    const applied = this.records?.apply(this.workspace.pipeline, preset, how, answers);
    if (!applied) return null;
    if (!applied.ok) return applied.error;
    const did = how === 'replace' ? 'apply-preset' : 'append-preset';
    const change: WorkChange = { did, of: preset.name };
    if (how === 'replace') this.workspace.replacePipeline(change, applied.value);
    else this.workspace.takeDocument(change, { pipeline: applied.value });
    const { id, name } = preset;
    this.recent = [{ id, name }, ...this.recent.filter((one) => one.id !== id)].slice(0, maxRecent);
    this.texts.set(recentKey, JSON.stringify(this.recent));
    return null;
  }
}
