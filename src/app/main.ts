import '../ui/tokens.css';
import '../ui/base.css';
import './app.css';
import { mount } from 'svelte';
import { schemaPath } from '../core/documents/document';
import { createEngine } from '../engine';
import { pageAddress } from '../platform/address';
import { writeClipboardPicture, writeClipboardText } from '../platform/clipboard';
import { StoredBatches } from '../platform/batch-journal';
import { sweepArchives } from '../platform/archives';
import { AssetStore } from '../platform/assets';
import { fileSharing, linkSharing, openFileDialog, saveFile } from '../platform/files';
import { loadLettering } from '../platform/font';
import { onLaunchFiles, takeSharedFiles } from '../platform/incoming';
import { type Isolation, sitePath } from '../platform/isolation';
import { Offline } from '../platform/offline';
import { siteNames } from '../platform/site';
import { connect, createShelf } from '../platform/storage';
import { browserTab } from '../platform/tab';
import { createTextStore } from '../platform/text-store';
import { StoredVersions } from '../platform/versions';
import { Workspaces } from '../platform/workspaces';
import { AllSteps } from '../state/all-steps.svelte';
import { type AssetEvents, Assets } from '../state/assets.svelte';
import { Batch } from '../state/batch.svelte';
import { Autosave } from '../state/autosave.svelte';
import { Coach } from '../state/coach.svelte';
import type { Stores } from '../state/context';
import { Exporting } from '../state/exporting.svelte';
import { ExportPresets, lastExportSettings } from '../state/export-presets.svelte';
import { FormatComparison } from '../state/format-comparison.svelte';
import { Importing } from '../state/importing.svelte';
import { Forecast } from '../state/forecast.svelte';
import { ImageSets } from '../state/image-sets.svelte';
import { Notices } from '../state/notices.svelte';
import { Preferences } from '../state/preferences.svelte';
import { PipelineText } from '../state/pipeline-text.svelte';
import { PresetDesk } from '../state/preset-desk.svelte';
import { Preview } from '../state/preview.svelte';
import { Programs } from '../state/programs.svelte';
import { Versions } from '../state/versions.svelte';
import { Sharing } from '../state/sharing.svelte';
import { Reports } from '../state/reports.svelte';
import { View } from '../state/view.svelte';
import { Workspace } from '../state/workspace.svelte';
import { absentEngine } from './absent-engine';
import App from './App.svelte';
import { Finding } from './finding';
import { Opening } from './opening.svelte';
import { reportTools } from './report-tools';
import { offerLinks } from './offered-links';
import { receiveLinks } from './receive-links';
import { Session } from './session.svelte';
import { attendTo } from './batch-attention.svelte';
import { deliver, saveArchive } from './deliver';
import { offerCollection } from './import-presets';
import { openPresetShelf } from './preset-shelf';
import { followTheme } from './theme.svelte';
import { Updates } from './updates';

/**
 * Builds the adapters, the engine and the stores, and mounts the app inside `target`, which is
 * empty. Where the page is not isolated the boot script has already said why, and the engine
 * refuses every job; pipelines can be edited all the same.
 */
export function start(target: HTMLElement, isolation: Isolation): void {
  // First, because it takes the longest and does so elsewhere.
  const { prefix } = siteNames(sitePath());
  const shelf = createShelf(() => connect(`${prefix}work`));
  const assetStore = new AssetStore(shelf);
  const engine = isolation.isolated
    ? createEngine({ assets: (hash) => assetStore.get(hash) })
    : absentEngine();
  const texts = createTextStore(prefix);
  const workspaces = new Workspaces(shelf, browserTab(`${prefix}workspace`), prefix);
  const workspace = new Workspace(engine, lastExportSettings(texts));
  const view = new View();
  const preview = new Preview(engine, workspace);
  const notices = new Notices();
  const programs = new Programs(
    engine,
    workspace,
    saveFile,
    writeClipboardText,
    loadLettering,
    (hash) => assetStore.get(hash),
    __PIPETTE_VERSION__,
    () => exportPresets.all,
  );
  const arrivals: AssetEvents = {
    unsaved: (error) => notices.fail(error),
    brought: () => {
      preview.refresh();
      programs.refresh();
    },
  };
  const exporting: Exporting = new Exporting(
    engine,
    workspace,
    {
      save: (file, name) => {
        saveFile(file, name);
        void versions.keep('exported');
      },
      copy: writeClipboardPicture,
      share: fileSharing(),
    },
    () => forecast.ready(),
    () => exportPresets.all,
  );
  const exportPresets = new ExportPresets(workspace, texts);
  const forecast = new Forecast(engine, workspace, preview, exporting);
  const coach = new Coach(engine, workspace, preview);
  const reports = new Reports(engine, workspace, preview, reportTools(engine, exporting, coach));
  const batches = createShelf(() => connect(`${prefix}batches`));
  const journal = new StoredBatches(batches, `${prefix}batch:`);
  const batch = new Batch(engine, workspace, journal, deliver);
  const versions: Versions = new Versions(new StoredVersions(shelf), workspace);
  const assets = new Assets(engine, assetStore, arrivals, openFileDialog);
  const importing: Importing = new Importing(engine, workspace, assets, () => opening.browse());
  const presets = new PresetDesk(
    () => openPresetShelf(engine, workspace, shelf, prefix),
    workspace,
    texts,
  );
  const stores: Stores = {
    workspace,
    view,
    preview,
    exporting,
    forecast,
    comparison: new FormatComparison(engine, workspace),
    exportPresets,
    programs,
    sharing: new Sharing(workspace, new URL('./', document.baseURI).href, {
      save: saveFile,
      copy: writeClipboardText,
      share: linkSharing(),
    }),
    reports,
    pipelineText: new PipelineText(engine, workspace, saveFile, writeClipboardText, {
      version: __PIPETTE_VERSION__,
      schema: new URL(schemaPath, document.baseURI).href,
    }),
    notices,
    preferences: new Preferences(texts),
    autosave: new Autosave(workspaces, workspace, view),
    assets,
    importing,
    batch,
    versions,
    presets,
    coach,
    sets: new ImageSets(engine, workspace, () => preview.shape, saveArchive, writeClipboardText),
    allSteps: new AllSteps(engine, workspace, programs, reports, saveArchive),
  };
  followTheme(stores.preferences);
  attendTo(batch);
  const session = new Session(engine, stores);
  const finding = new Finding(engine, stores);
  finding.takeCollection = (text) => void offerCollection(text, stores);
  importing.savePreset = ({ pipeline }) => presets.go({ kind: 'save', pipeline });
  const opening = new Opening(stores, finding, session.ready);
  const updates = new Updates(stores, texts);
  const offline = new Offline(updates.events);
  const services = {
    engine,
    session,
    updates,
    offline,
    workspaces,
    texts,
    journal,
  };
  mount(App, { target, props: { stores, services, opening } });

  void updates.start(offline);
  void session.ready.then(() => exportPresets.remember());
  void session.ready.then(() => versions.load());
  void session.ready.then(() => assetStore.collect());
  void session.ready.then(sweepArchives);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && session.saving) void stores.autosave.flush();
  });
  addEventListener('pagehide', () => {
    if (session.saving) void stores.autosave.flush();
  });
  receiveFiles(opening, stores.notices);
  receiveLinks(pageAddress, session.ready, offerLinks(importing, notices), (error) => {
    const detail = error instanceof Error ? error.message : String(error);
    notices.show('warn', 'The link cannot be read now. Reload the page and try again.', { detail });
  });
}

/** Opens what other apps and the system hand over. */
function receiveFiles(opening: Opening, notices: Notices): void {
  const failed = (error: unknown): void => {
    const detail = error instanceof Error ? error.message : String(error);
    notices.show('warn', 'A picture from another app did not arrive. Open it here instead.', {
      detail,
    });
  };
  onLaunchFiles((files) => void opening.files(files), failed);
  const address = new URL(location.href);
  if (!address.searchParams.has('shared')) return;
  address.searchParams.delete('shared');
  history.replaceState(history.state, '', address);
  takeSharedFiles().then((files) => opening.files(files), failed);
}
