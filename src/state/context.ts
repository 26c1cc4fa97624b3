import { createContext } from 'svelte';
import type { AllSteps } from './export/all-steps.svelte';
import type { Assets } from './device/assets.svelte';
import type { Batch } from './batch/batch.svelte';
import type { BatchSheets } from './batch/batch-sheets.svelte';
import type { Autosave } from './work/autosave.svelte';
import type { Optimizer } from './optimizer/optimizer.svelte';
import type { Exporting } from './export/exporting.svelte';
import type { ExportPresets } from './export/export-presets.svelte';
import type { Adding } from './gallery/adding.svelte';
import type { Bringing } from './gallery/bringing.svelte';
import type { Gallery } from './gallery/gallery.svelte';
import type { ComparisonPicture } from './export/comparison-picture.svelte';
import type { Publishing } from './gallery/publishing.svelte';
import type { FormatComparison } from './export/format-comparison.svelte';
import type { PreparedExport } from './export/prepared-export.svelte';
import type { IconSets } from './export/icon-sets.svelte';
import type { ImageSets } from './export/image-sets.svelte';
import type { Importing } from './work/importing.svelte';
import type { Notices } from './screen/notices.svelte';
import type { HandingOver } from './text/handing-over.svelte';
import type { AbsentFiles } from './set/absent-files.svelte';
import type { Pictures } from './set/pictures.svelte';
import type { RecentSets } from './set/recent-sets.svelte';
import type { SmallPictures } from './screen/small-pictures.svelte';
import type { PipelineText } from './text/pipeline-text.svelte';
import type { PieceShapes } from './screen/piece-shapes';
import type { Preferences } from './screen/preferences.svelte';
import type { PresetManager } from './presets/preset-manager.svelte';
import type { Preview } from './screen/preview.svelte';
import type { Programs } from './text/programs.svelte';
import type { ChangeReport } from './versions/change-report';
import type { MergeDesk } from './versions/merge-desk.svelte';
import type { SetPair } from './set/set-pair.svelte';
import type { VersionPair } from './versions/version-pair.svelte';
import type { Versions } from './versions/versions.svelte';
import type { Sharing } from './text/sharing.svelte';
import type { Reports } from './reports/reports.svelte';
import type { StorageOverview } from './device/storage-overview.svelte';
import type { View } from './screen/view.svelte';
import type { Workspace } from './work/workspace.svelte';

/** The stores of one running app that its first screen needs, made by `app` and read by features. */
export interface Stores {
  readonly workspace: Workspace;
  readonly preview: Preview;
  readonly view: View;
  readonly exporting: Exporting;
  readonly preparedExport: PreparedExport;
  readonly exportPresets: ExportPresets;
  readonly presets: PresetManager;
  readonly notices: Notices;
  readonly preferences: Preferences;
  readonly autosave: Autosave;
  readonly assets: Assets;
}

/** The stores of what opens later: tabs, windows, cards. */
export interface LateStores {
  readonly comparison: FormatComparison;
  readonly programs: Programs;
  readonly reports: Reports;
  readonly pipelineText: PipelineText;
  readonly sharing: Sharing;
  readonly importing: Importing;
  readonly handingOver: HandingOver;
  readonly batch: Batch;
  readonly batchSheets: BatchSheets;
  readonly allSteps: AllSteps;
  readonly sets: ImageSets;
  readonly iconSets: IconSets;
  readonly comparisonPicture: ComparisonPicture;
  readonly optimizer: Optimizer;
  readonly storage: StorageOverview;
  readonly versions: Versions;
  readonly versionPair: VersionPair;
  readonly changeReport: ChangeReport;
  readonly mergeDesk: MergeDesk;
  readonly gallery: Gallery;
  readonly adding: Adding;
  readonly publishing: Publishing;
  readonly bringing: Bringing;
  readonly pieceShapes: PieceShapes;
  /** The set of pictures that is open. */
  readonly pictures: Pictures;
  /** Those that are kept and not open. */
  readonly recentSets: RecentSets;
  /** Small pictures of the set, by the picture's id and its pipeline. */
  readonly setPictures: SmallPictures;
  /** Pictures of the set whose files cannot be had now. */
  readonly absentFiles: AbsentFiles;
  /** Two pictures of the set, side by side. */
  readonly setPair: SetPair;
}

/** Gives out what is fetched once the first screen stands, so that nothing waits for it. */
export interface Late {
  /** Null until they were fetched. */
  readonly stores: LateStores | null;
  /**
   * Fetches a component that reads late stores; resolves when they are here too. Rejects when one
   * of them cannot be had, and may be called again then.
   */
  after<Module>(component: () => Promise<Module>): Promise<Module>;
  /** Fetches a component once the first screen is painted, which does without it. */
  soon<Module>(component: () => Promise<Module>): Promise<Module>;
}

export const [getStores, setStores] = createContext<Stores>();
export const [getLate, setLate] = createContext<Late>();

/** Returns the late stores. Only components fetched by `Late.after` may ask for them. */
export function getLateStores(): LateStores {
  const { stores } = getLate();
  if (!stores) throw new Error('A component that reads late stores was not fetched by Late.after');
  return stores;
}
