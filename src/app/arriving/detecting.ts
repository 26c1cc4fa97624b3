import type { Detected, DetectedPipeline } from '../../core/documents/detected';
import type { CarriedHistory } from '../../core/documents/project/history-text';
import type { NamedDetected } from '../../core/documents/join-detected';
import type { AppError } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import { ok, type Result } from '../../core/base/result';
import { readCarried, readCarriedName } from '../../core/set/carried';
import { blobReader } from '../../core/source/byte-reader';
import type { CameFile } from '../../state/set/came-files';
import type { Importing, OfferSource } from '../../state/work/importing.svelte';

/** Whether a file calls itself a picture. */
const looksLikePicture = ({ name, type }: File): boolean =>
  type.startsWith('image/') || /\.(jpe?g|png|webp|tiff?|gif|avif|hei[cf]|jxl|svg)$/i.test(name);

/** The pictures that a project brings along for its pipeline, and what their set is called. */
interface Carried {
  readonly files: readonly CameFile[];
  readonly name: string | null;
}

function carriedIn(file: File, { project }: DetectedPipeline): Carried {
  const files = (project?.pictures ?? []).map(({ name, type, start, end, set }) => {
    const { folder, modified, isCurrent, ...judged } = readCarried(set ?? {});
    const options = { type, ...(set && { lastModified: modified }) };
    return { file: new File([file.slice(start, end)], name, options), folder, judged, isCurrent };
  });
  return { files, name: readCarriedName(project?.set ?? {}) };
}

/** A file that is nothing that is taken, or cannot be read. */
export interface Refused {
  readonly file: File;
  readonly error: AppError;
}

/** Several files, by what their content is. */
export interface SortedFiles {
  readonly pictures: readonly File[];
  readonly pipelines: readonly NamedDetected[];
  /** Texts of collections of presets. */
  readonly collections: readonly string[];
  readonly histories: readonly CarriedHistory[];
  readonly backups: readonly File[];
  /** Galleries that were published. */
  readonly galleries: readonly File[];
  readonly refused: readonly Refused[];
}

/**
 * Finds pipelines in what people bring and puts them on offer. The readers are fetched when first
 * needed.
 */
export class Detecting {
  constructor(
    private readonly engine: Pick<Engine, 'embeddedPipeline'>,
    private readonly importing: Pick<Importing, 'offer' | 'offerAll'>,
    /** Takes the texts of collections of presets. */
    private readonly takeCollections: (texts: readonly string[]) => void,
    /** Takes backups of everything. */
    private readonly takeBackups: (files: readonly File[]) => void,
    /** Takes histories of pipelines. */
    private readonly takeHistories: (histories: readonly CarriedHistory[]) => void,
    /** Takes published galleries. */
    private readonly takePublished: (files: readonly File[]) => void,
  ) {}

  /** Returns whether the content of a file is that of a picture, damaged or not. */
  async isPicture(file: File): Promise<boolean> {
    const { isPicture } = await import('../../core/source/header');
    return isPicture(blobReader(file));
  }

  /**
   * Offers the pipeline in a file that is no picture; fails when there is none that can be read. Here
   * as in the others nothing is offered once `signal` is aborted.
   * @param open opens the pictures that a project brings along
   */
  async inFile(
    file: File,
    open: (carried: Carried) => void,
    signal: AbortSignal,
  ): Promise<Result<null>> {
    const { readAny } = await import('../../core/documents/read-any');
    const found = await readAny({ name: file.name, bytes: blobReader(file) });
    if (found.ok && found.value.kind === 'backup') {
      if (!signal.aborted) this.takeBackups([file]);
      return ok(null);
    }
    if (found.ok && found.value.kind === 'published') {
      if (!signal.aborted) this.takePublished([file]);
      return ok(null);
    }
    const carried =
      found.ok && found.value.kind === 'pipeline' ? carriedIn(file, found.value) : null;
    const source = carried && carried.files.length > 0 ? { openCarried: () => open(carried) } : {};
    return this.#offer(found, { name: file.name, ...source }, signal);
  }

  /** Tells what several files are; what calls itself a picture is taken for a damaged one. */
  async sort(files: readonly File[]): Promise<SortedFiles> {
    const { readAny } = await import('../../core/documents/read-any');
    const pictures: File[] = [];
    const pipelines: NamedDetected[] = [];
    const collections: string[] = [];
    const histories: CarriedHistory[] = [];
    const backups: File[] = [];
    const galleries: File[] = [];
    const refused: Refused[] = [];
    for (const file of files) {
      const { name } = file;
      const isPicture = await this.isPicture(file);
      const read = isPicture ? null : await readAny({ name, bytes: blobReader(file) });
      if (read === null || (!read.ok && looksLikePicture(file))) pictures.push(file);
      else if (!read.ok) refused.push({ file, error: read.error });
      else if (read.value.kind === 'pipeline') pipelines.push({ name, found: read.value });
      else if (read.value.kind === 'collection') collections.push(read.value.text);
      else if (read.value.kind === 'history') histories.push(read.value.history);
      else if (read.value.kind === 'published') galleries.push(file);
      else backups.push(file);
    }
    return { pictures, pipelines, collections, histories, backups, galleries, refused };
  }

  /**
   * Puts several things on offer, each after the one before was answered: all pipelines in one card,
   * and all collections on one page. Histories are added before, for pipelines may be of them.
   */
  async offerAll({
    pipelines,
    collections,
    histories,
    backups,
    galleries,
  }: SortedFiles): Promise<void> {
    if (histories.length > 0) this.takeHistories(histories);
    const [first, ...others] = pipelines;
    if (first) await this.importing.offerAll([first, ...others]);
    if (collections.length > 0) this.takeCollections(collections);
    if (backups.length > 0) this.takeBackups(backups);
    if (galleries.length > 0) this.takePublished(galleries);
  }

  /** Offers the pipeline in a text that was pasted; fails when there is none that can be read. */
  async inText(text: string, signal: AbortSignal): Promise<Result<null>> {
    const { readPasted } = await import('../../core/documents/read-any');
    const found = readPasted(text);
    if (found.ok && found.value.kind === 'published') {
      if (!signal.aborted) this.takePublished([new File([text], 'gallery.html')]);
      return ok(null);
    }
    return this.#offer(found, { name: null }, signal);
  }

  /**
   * Offers the pipeline that a picture carries. Resolves to false when it carries none, and fails
   * when it carries one that cannot be read.
   */
  async inPicture(
    file: File,
    openPicture: () => void,
    signal: AbortSignal,
  ): Promise<Result<boolean>> {
    const { mayCarryEmbeddedPipeline } = await import('../../core/metadata/find-embedded-pipeline');
    if (!(await mayCarryEmbeddedPipeline(blobReader(file)))) return ok(false);
    const read = await this.engine.embeddedPipeline(file, file.name);
    // What keeps the picture from being read is said when it is opened.
    if (!read.ok || read.value === null) return ok(false);
    const { foundInPicture } = await import('../../core/documents/read-any');
    const found = foundInPicture(file.name, read.value.pipeline, read.value.pixels);
    const offered = this.#offer(found, { name: file.name, openPicture }, signal);
    return offered.ok ? ok(true) : offered;
  }

  #offer(found: Result<Detected>, source: OfferSource, signal: AbortSignal): Result<null> {
    if (!found.ok) return found;
    if (signal.aborted) return ok(null);
    if (found.value.kind === 'pipeline') {
      void this.importing.offer(found.value, source);
      return ok(null);
    }
    if (found.value.kind === 'history') this.takeHistories([found.value.history]);
    if (found.value.kind === 'collection') this.takeCollections([found.value.text]);
    return ok(null);
  }
}
