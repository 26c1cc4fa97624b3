import { messageOf } from '../core/base/errors';
import '../ui/tokens.css';
import '../ui/base.css';
import './shell/app.css';
import { mount } from 'svelte';
import { createEngine } from '../engine';
import { pageAddress } from '../platform/page/address';
import { writeClipboardPicture } from '../platform/files/clipboard';
import { AssetStore } from '../platform/storage/assets';
import { fileSharing, openFileDialog, saveFile } from '../platform/files/files';
import { type Isolation, sitePath } from '../platform/page/isolation';
import { painted } from '../platform/page/painted';
import { siteNames } from '../platform/page/site';
import { connect, createKeyValueStore } from '../platform/storage/key-value-store';
import { browserTab } from '../platform/page/tab';
import { createTextStore } from '../platform/storage/text-store';
import { Workspaces } from '../platform/storage/workspaces';
import { type AssetEvents, Assets } from '../state/device/assets.svelte';
import { Autosave } from '../state/work/autosave.svelte';
import type { Stores } from '../state/context';
import { Exporting } from '../state/export/exporting.svelte';
import { ExportPresets, lastExportSettings } from '../state/export/export-presets.svelte';
import { PreparedExport } from '../state/export/prepared-export.svelte';
import { Notices } from '../state/screen/notices.svelte';
import { Preferences } from '../state/screen/preferences.svelte';
import { PresetManager } from '../state/presets/preset-manager.svelte';
import { Preview } from '../state/screen/preview.svelte';
import type { Outgoing } from '../state/versions/outgoing';
import type { Versions } from '../state/versions/versions.svelte';
import { View } from '../state/screen/view.svelte';
import { Workspace } from '../state/work/workspace.svelte';
import { absentEngine } from './ports/absent-engine';
import App from './shell/App.svelte';
import { LateApp } from './late.svelte';
import { Opening } from './arriving/opening.svelte';
import { type OfferLink, receiveLinks } from './arriving/receive-links';
import { Session } from './shell/session.svelte';
import { followTheme } from './shell/theme.svelte';
import type { Updates } from './shell/updates';

/**
 * Builds the adapters, the engine and the stores, and mounts the app inside `target`, which is
 * empty. Where the page is not isolated the boot script has already said why, and the engine
 * refuses every job; pipelines can be edited all the same. Resolves when stored work is back, and
 * rejects when what reads it cannot be fetched.
 */
export function start(target: HTMLElement, isolation: Isolation): Promise<void> {
  // First, because it takes the longest and does so elsewhere.
  const { prefix } = siteNames(sitePath());
  const verify = (): void => void stores.autosave.verify();
  const records = createKeyValueStore(() => connect(`${prefix}work`, verify));
  const assetStore = new AssetStore(records);
  const assetSource = (hash: string) => assetStore.get(hash);
  const texts = createTextStore(prefix);
  const engine = isolation.isolated
    ? createEngine({ assets: assetSource, paces: texts })
    : absentEngine();
  const tab = browserTab(`${prefix}workspace`);
  const workspaces = new Workspaces(records, tab, prefix);
  const workspace = new Workspace(engine, lastExportSettings(texts));
  const view = new View();
  const preview = new Preview(engine, workspace);
  const notices = new Notices();
  const arrivals: AssetEvents = {
    unsaved: (error) => notices.fail(error),
    brought: () => {
      preview.refresh();
      late.stores?.programs.refresh();
    },
  };
  const outgoing: Pick<Outgoing, 'ahead'> = {
    ahead: async (pipeline) => (await late.stores?.versions.ahead(pipeline)) ?? null,
  };
  const exporting: Exporting = new Exporting(
    engine,
    workspace,
    {
      save: (file, name, { pipeline, settings }) => {
        saveFile(file, name);
        void keeping((versions) => versions.sent('export', name, pipeline, settings));
      },
      copy: writeClipboardPicture,
      share: fileSharing(),
    },
    () => preparedExport,
    () => exportPresets.all,
    outgoing,
  );
  const exportPresets = new ExportPresets(workspace, texts);
  const preparedExport = new PreparedExport(engine, workspace, preview, exporting, outgoing);
  const assets = new Assets(engine, assetStore, arrivals, openFileDialog);
  const presets = new PresetManager(
    async () => {
      const { openPresetSources } = await import('./arriving/preset-shelf');
      return openPresetSources(engine, workspace, records, texts, prefix);
    },
    workspace,
    texts,
  );
  const stores: Stores = {
    workspace,
    view,
    preview,
    exporting,
    preparedExport,
    exportPresets,
    notices,
    preferences: new Preferences(texts),
    autosave: new Autosave(workspaces, workspace, view, () => import('../core/set/stored-sets')),
    assets,
    presets,
  };
  /** Has the store of versions do something once it is here. */
  const keeping = async (act: (versions: Versions) => unknown): Promise<void> => {
    try {
      await act((await late.parts()).stores.versions);
    } catch (error) {
      console.info('Pipette: no version is kept now.', error);
    }
  };
  workspace.onLeft((work, reason) => void keeping((versions) => versions.keepLeft(work, reason)));
  workspace.onLost((error) => notices.fail(error));
  followTheme(stores.preferences);
  const session = new Session(engine, stores);
  const late: LateApp = new LateApp(painted(), async () => {
    const { makeLateParts } = await import('./late-parts');
    const { ready } = session;
    return makeLateParts({
      engine,
      stores,
      assetStore,
      records,
      texts,
      workspaces,
      tab,
      prefix,
      ready,
    });
  });
  const opening = new Opening(stores, async () => (await late.parts()).taking, session.ready);
  let updating: Promise<Updates> | null = null;
  const updates = (): Promise<Updates> => {
    updating ??= import('./shell/updates').then(
      (module) => new module.Updates(stores, texts, late),
    );
    // The next who asks tries anew.
    updating.catch(() => (updating = null));
    return updating;
  };
  const services = {
    engine,
    session,
    updates,
  };
  mount(App, { target, props: { stores, late, services, opening } });

  late.stands.then(updates).then(
    (started) => void started.start(),
    (error: unknown) => console.info('Pipette: works online only for now.', error),
  );
  void session.ready.then(() => exportPresets.remember());
  void session.ready.then(() => keeping((versions) => versions.start()));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return verify();
    if (session.saving) void stores.autosave.flush();
    void late.stores?.versions.rest();
  });
  addEventListener('focus', verify);
  addEventListener('pagehide', () => {
    if (session.saving) void stores.autosave.flush();
  });
  // What cannot be had now is said elsewhere.
  late.parts().then(
    (parts) => parts.receiveFiles(opening),
    () => undefined,
  );
  const offerLink: OfferLink = async (read) => (await late.parts()).offerLink(read);
  receiveLinks(pageAddress, session.ready, offerLink, (error) => {
    const detail = messageOf(error);
    notices.show('error', 'The link cannot be read now. Reload the page and try again.', {
      detail,
    });
  });
  return session.begun;
}
