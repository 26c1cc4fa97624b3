// Joins all that opens later with the browser's powers. Longer than a file should be: one list, in the order
// in which one needs the other.
import { vips as vipsVersion } from 'wasm-vips/versions';
import { schemaPath } from '../core/documents/document';
import type { Engine } from '../core/engine/contract';
import { newLineage } from '../core/pipeline/versions/make-version';
import { differenceOfPixels } from '../core/picture/colour-difference';
import { firstLanguage } from '../core/programs/index';
import { sweepArchives } from '../platform/files/archives';
import type { AssetStore } from '../platform/storage/assets';
import { StoredBatches } from '../platform/storage/batch-journal';
import { writeClipboardPicture, writeClipboardText } from '../platform/files/clipboard';
import { fileSharing, linkSharing, saveFile } from '../platform/files/files';
import { communityGalleries } from '../platform/page/community';
import { samplesOf } from '../platform/page/bitmap-samples';
import { heldLocks, type Tab } from '../platform/page/tab';
import { keepTypedInSight } from '../platform/page/typed-in-sight';
import { galleryBell, StoredGallery } from '../platform/storage/gallery';
import { finishRestoring, keepTexts } from '../platform/storage/restored-texts';
import {
  connect,
  createKeyValueStore,
  type ListableStore,
} from '../platform/storage/key-value-store';
import type { FollowedTexts } from '../platform/storage/text-store';
import { PieceShapes } from '../state/screen/piece-shapes';
import { dropUnnamedAssets } from '../platform/storage/unnamed-assets';
import { newPictureId, StoredSetFiles } from '../platform/storage/set-files';
import { whenAlone } from '../platform/storage/when-alone';
import { StoredVersions, versionsBell } from '../platform/storage/versions';
import type { Workspaces } from '../platform/storage/workspaces';
import { AllSteps } from '../state/export/all-steps.svelte';
import { Batch } from '../state/batch/batch.svelte';
import { BatchSheets } from '../state/batch/batch-sheets.svelte';
import { Optimizer } from '../state/optimizer/optimizer.svelte';
import type { LateStores, Stores } from '../state/context';
import { FormatComparison } from '../state/export/format-comparison.svelte';
import { Adding } from '../state/gallery/adding.svelte';
import { Bringing } from '../state/gallery/bringing.svelte';
import { CommunityPictures } from '../state/gallery/community.svelte';
import { Gallery } from '../state/gallery/gallery.svelte';
import { IconSets } from '../state/export/icon-sets.svelte';
import { ComparisonPicture } from '../state/export/comparison-picture.svelte';
import { Publishing } from '../state/gallery/publishing.svelte';
import { ImageSets } from '../state/export/image-sets.svelte';
import { Importing } from '../state/work/importing.svelte';
import { HandingOver } from '../state/text/handing-over.svelte';
import { PipelineText } from '../state/text/pipeline-text.svelte';
import { Programs } from '../state/text/programs.svelte';
import { Reports } from '../state/reports/reports.svelte';
import { Sharing } from '../state/text/sharing.svelte';
import { StorageOverview } from '../state/device/storage-overview.svelte';
import { ChangeReport } from '../state/versions/change-report';
import { MergeDesk } from '../state/versions/merge-desk.svelte';
import { Pictures } from '../state/set/pictures.svelte';
import { VersionPair } from '../state/versions/version-pair.svelte';
import { Versions } from '../state/versions/versions.svelte';
import { attendTo } from './ports/batch-attention.svelte';
import { deliver, saveArchive, saveProject, writePdf } from './ports/deliver';
import { Detecting } from './arriving/detecting';
import { offerCollections } from './arriving/import-presets';
import { offerInterrupted } from './ports/interrupted-batch';
import { offerLinks } from './arriving/offered-links';
import { takeBackups } from './arriving/take-backups';
import { takeHistories } from './arriving/take-histories';
import { addAuto } from './arriving/auto';
import { pickPoint } from './arriving/picked-point';
import { offerUnread } from './arriving/offer-unread';
import { AbsentFiles } from '../state/set/absent-files.svelte';
import { decodeAhead } from '../state/set/decode-ahead.svelte';
import { SetPair } from '../state/set/set-pair.svelte';
import { RecentSets } from '../state/set/recent-sets.svelte';
import { keepCovers } from '../state/set/set-covers.svelte';
import { setPictures } from '../state/set/set-pictures.svelte';
import { receiveFiles } from './arriving/receive-files';
import { recentSetPorts } from './ports/recent-set-ports';
import { reopen } from './arriving/sets';
import type { Opening } from './arriving/opening.svelte';
import type { OfferLink } from './arriving/receive-links';
import { reportTools } from './ports/report-ports';
import { storagePorts } from './ports/storage-ports';
import { versionsOf } from './ports/versions-of';
import { versionTools } from './ports/version-tools';
import { Taking } from './arriving/taking';

/** What the first screen gives to the late parts. */
export interface LateNeeds {
  readonly engine: Engine;
  readonly stores: Stores;
  readonly assetStore: AssetStore;
  readonly records: ListableStore;
  readonly texts: FollowedTexts;
  readonly workspaces: Workspaces;
  readonly tab: Tab;
  /** Starts all names of this site. */
  readonly prefix: string;
  /** Resolves when stored work is back. */
  readonly ready: Promise<unknown>;
}

/** What is fetched once the first screen stands. */
export interface LateParts {
  readonly stores: LateStores;
  /** Takes what people bring. */
  readonly taking: Taking;
  readonly offerLink: OfferLink;
  /**
   * Opens what other apps and the system hand over, and the current picture of a set that came back
   * without it.
   */
  receiveFiles(opening: Opening): void;
  /** Adds the steps that the picture proposes by itself, and says which. */
  readonly addAuto: () => Promise<void>;
  /** Sets a step by the colour at a point of its picture, in fractions. */
  pickPoint(step: string, x: number, y: number): Promise<void>;
  /** Tells of stored records that could not be read; `show` opens the Storage window. */
  offerUnread(show: () => Promise<void>): Promise<void>;
  /** Offers to go on with a run of many files whose tab is gone; `show` opens their window. */
  offerInterrupted(show: () => Promise<void>): Promise<void>;
}

/**
 * Sees to it that the settings are those of the last visit, also where the browser was ended before it
 * wrote them, and that they are kept.
 */
async function settle({ records, texts }: LateNeeds): Promise<void> {
  const cameLate = await finishRestoring(records, texts);
  // Where the browser denies settings they never come: one reload is enough to find out.
  const [visit] = performance.getEntriesByType('navigation');
  const isReload = visit instanceof PerformanceNavigationTiming && visit.type === 'reload';
  if (cameLate && !isReload) {
    location.reload();
    // What comes from outside is not to be taken by a page that goes.
    await new Promise(() => undefined);
  }
  await keepTexts(records, texts);
}

/**
 * Makes the stores of what opens later and joins them with the browser's powers, once the settings are
 * there.
 */
export async function makeLateParts(needs: LateNeeds): Promise<LateParts> {
  await settle(needs);
  const { engine, stores, assetStore, prefix } = needs;
  const { workspace, preview, exporting, exportPresets, notices, presets, assets } = stores;
  const storedVersions = new StoredVersions(needs.records, versionsBell(prefix));
  const versions = new Versions(storedVersions, workspace, versionTools(engine));
  const optimizer = new Optimizer(engine, workspace, preview);
  const tools = reportTools(engine, exporting, optimizer, versions);
  const batches = createKeyValueStore(() => connect(`${prefix}batches`));
  const journal = new StoredBatches(batches, `${prefix}batch:`);
  const setFiles = new StoredSetFiles(needs.records);
  const pictures = new Pictures(workspace, setFiles, () => newPictureId(Date.now()));
  // Files of a run get what all pictures of a set have, and each its own values; programs and links, too.
  const ofAll = {
    get pipeline() {
      return pictures.shared;
    },
    get settings() {
      return workspace.settings;
    },
  };
  const setOfWork = () => (workspace.viewed ? null : pictures.work);
  const reports = new Reports(engine, workspace, preview, tools, setOfWork);
  const programs = new Programs(
    engine,
    ofAll,
    saveFile,
    writeClipboardText,
    (hash) => assetStore.get(hash),
    __PIPETTE_VERSION__,
    vipsVersion,
    () => exportPresets.all,
    versions,
    setOfWork,
  );
  const batch = new Batch(engine, ofAll, journal, deliver, () => exportPresets.all, {
    outgoing: versions,
  });
  attendTo(batch);
  keepTypedInSight(visualViewport);
  const importing = new Importing(engine, workspace, assets, versions);
  importing.savePreset = ({ pipeline }) => presets.go({ kind: 'save', pipeline });
  const made = { now: () => Date.now(), newId: newLineage };
  const gallery = new Gallery(
    new StoredGallery(needs.records, galleryBell(prefix)),
    made,
    needs.texts,
    new CommunityPictures(communityGalleries),
  );
  const adding = new Adding(engine, gallery, versions, made, () => presets.go({ kind: 'add' }));
  const comparisonPicture = new ComparisonPicture(
    engine,
    workspace,
    preview,
    stores.view,
    versions,
    exporting,
    { save: saveFile, copy: writeClipboardPicture, share: fileSharing() },
  );
  const bringing = new Bringing(gallery, made, () => presets.go({ kind: 'bring' }));
  const measure = (one: ImageBitmap, other: ImageBitmap) => {
    const [a, b] = [samplesOf(one), samplesOf(other)];
    return differenceOfPixels(a.data, b.data, a.width);
  };
  const storage = new StorageOverview(
    storagePorts({ ...needs, batches, journal }, { versions, autosave: stores.autosave, gallery }),
  );
  const takePublished = async (files: readonly File[]): Promise<void> => {
    for (const failure of await bringing.open(files)) notices.fail(failure);
  };
  const detecting = new Detecting(
    engine,
    importing,
    (texts) => void offerCollections(texts, stores),
    (files) => void takeBackups(files, storage, notices),
    (histories) => void takeHistories(histories, versions, notices),
    (files) => void takePublished(files),
  );
  const address = new URL('./', document.baseURI).href;
  const site = {
    address,
    version: __PIPETTE_VERSION__,
    schema: new URL(schemaPath, document.baseURI).href,
  };
  const absentFiles = new AbsentFiles(workspace, pictures);
  absentFiles.follow();
  decodeAhead(engine, pictures, preview);
  const smallPictures = setPictures(engine, workspace, pictures);
  const sets = recentSetPorts(needs, setFiles);
  keepCovers(pictures, smallPictures, sets);
  void sweepArchives();
  void needs.ready.then(() =>
    whenAlone(heldLocks, prefix, () =>
      Promise.all([
        setFiles.dropUnnamed(Date.now()),
        dropUnnamedAssets(needs.records, assetStore, Date.now()),
      ]),
    ),
  );
  return {
    stores: {
      comparison: new FormatComparison(engine, workspace),
      programs,
      sharing: new Sharing(
        ofAll,
        address,
        { save: saveFile, copy: writeClipboardText, share: linkSharing() },
        versionsOf(versions, () => ofAll.pipeline === workspace.pipeline),
      ),
      reports,
      pipelineText: new PipelineText(
        engine,
        workspace,
        saveFile,
        writeClipboardText,
        site,
        versions,
      ),
      handingOver: new HandingOver(
        engine,
        workspace,
        versions,
        { save: saveFile, saveProject, assets: (hash) => assetStore.get(hash) },
        site,
        pictures,
      ),
      importing,
      batch,
      batchSheets: new BatchSheets(engine, batch, workspace, { save: saveFile, writePdf }),
      optimizer,
      storage,
      versions,
      versionPair: new VersionPair(engine, workspace, preview, measure),
      changeReport: new ChangeReport(engine, tools),
      mergeDesk: new MergeDesk(engine, workspace, versions),
      gallery,
      adding,
      pieceShapes: new PieceShapes(engine, assets, async (picture) => {
        const bitmap = await createImageBitmap(picture);
        const { width, height } = bitmap;
        bitmap.close();
        return { width, height };
      }),
      comparisonPicture,
      bringing,
      pictures,
      setPictures: smallPictures,
      absentFiles,
      setPair: new SetPair(engine, workspace, pictures),
      recentSets: new RecentSets(sets, {
        workspace,
        autosave: stores.autosave,
        pictures,
        notices,
        keepLeft: (...left) => versions.keepLeft(...left),
      }),
      publishing: new Publishing(
        { engine, file: (file) => gallery.file(file) },
        { save: saveFile, saveArchive },
        address,
        made.now,
        () => presets.go({ kind: 'publish' }),
      ),
      sets: new ImageSets(
        engine,
        workspace,
        () => preview.shape,
        saveArchive,
        writeClipboardText,
        versions,
      ),
      iconSets: new IconSets(
        engine,
        workspace,
        () => preview.shape,
        saveArchive,
        writeClipboardText,
        versions,
      ),
      allSteps: new AllSteps(
        engine,
        workspace,
        {
          program: (order) => programs.printed(firstLanguage.id, order),
          report: (order, signal) => reports.attachments(order, signal),
          sheet: (...asked) => comparisonPicture.sheetOf(...asked),
        },
        saveArchive,
        versions,
      ),
    },
    taking: new Taking(detecting, stores, { pictures }),
    offerLink: offerLinks(importing, notices),
    receiveFiles: (opening) => {
      receiveFiles(opening, notices);
      void needs.ready.then(() => {
        // What could not be opened a moment ago is said already.
        if (!stores.autosave.unopened) return reopen(opening, workspace, pictures);
      });
    },
    addAuto: () => addAuto(engine, { workspace, notices }),
    pickPoint: (...picked) => pickPoint(engine, { workspace, notices }, ...picked),
    offerUnread: (show) => offerUnread(storage, needs.texts, notices, show),
    offerInterrupted: (show) => offerInterrupted(journal, batch, notices, show),
  };
}
