import { sha256 } from '../../core/assets/asset';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { writeLink } from '../../core/documents/share-link';
import type { Engine } from '../../core/engine/contract';
import { type GalleryEntry, type GalleryFile, titleOf } from '../../core/gallery/entry';
import { keepingSettings } from '../../core/gallery/picture-settings';
import type { SiteSizes } from '../../core/gallery/publish/budget';
import type { SitePart } from '../../core/gallery/publish/files';
import { publishedEntry, type PublishedPicture } from '../../core/gallery/publish/site';
import type { Size } from '../../core/base/geometry';
import { tellsNothing } from '../../core/metadata/tells-nothing';
import { emptyPipeline } from '../../core/pipeline/pipeline';

/** A file of a site: what is said of it, and its bytes. */
export interface MadeFile {
  readonly said: GalleryFile;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What was made of one entry. */
export interface MadePicture {
  readonly entry: GalleryEntry;
  readonly files: Readonly<Partial<Record<SitePart, MadeFile>>> & {
    readonly picture: MadeFile;
    readonly small: MadeFile;
  };
}

/** What the making of a site needs: the engine, and the files of the gallery. */
export interface SiteTools {
  readonly engine: Pick<Engine, 'exportFile'>;
  readonly file: (file: GalleryFile) => Promise<Blob | null>;
}

/** So many pictures are made at once; the engine has the rest wait. */
const lanes = 2;

const formats = { 'image/jpeg': 'jpeg', 'image/webp': 'webp' } as const;

/** A picture that is hardly smaller than the large one is not worth a file. */
const worthMiddle = 1.2;

/** A file of the gallery that is at least so much of what is wanted is large enough. */
const largeEnough = 0.9;

const longSide = ({ width, height }: Size): number => Math.max(width, height);

/** Makes the files of one entry: without any metadata, and anew unless the kept one is as wanted. */
async function makePicture(
  { engine, file }: SiteTools,
  entry: GalleryEntry,
  sizes: SiteSizes,
  signal: AbortSignal,
): Promise<Result<MadePicture>> {
  const asKept = async (of: GalleryFile, source: Blob | null): Promise<MadeFile | null> => {
    if (!sizes.asKept || source === null) return null;
    const read = await source.arrayBuffer().catch(() => null);
    if (read === null) return null;
    const bytes = new Uint8Array(read);
    return tellsNothing(bytes, of.type) ? { said: of, bytes } : null;
  };
  const kept = async (of: GalleryFile, longEdge: number): Promise<Result<MadeFile>> => {
    const source = await file(of);
    const same = longSide(of) <= longEdge ? await asKept(of, source) : null;
    if (same) return ok(same);
    if (source) return make(source, of.type, longEdge);
    const words = `The picture of “${titleOf(entry)}” cannot be read any more.`;
    return fail(
      appError('STO-FAILED', words, {
        safe: 'Nothing was published.',
        advice: 'Publish the others without it.',
      }),
    );
  };
  const make = async (
    source: Blob,
    type: GalleryFile['type'],
    longEdge: number,
  ): Promise<Result<MadeFile>> => {
    const format = formats[type];
    const settings = keepingSettings(format, { longEdge, quality: sizes.quality, author: false });
    const request = { pipeline: emptyPipeline, settings };
    const options = { progress: () => undefined, signal };
    const made = await engine.exportFile(source, `picture.${format}`, request, options);
    if (!made.ok) return made;
    const { bytes, width, height } = made.value;
    const hash = await sha256(bytes);
    return ok({ said: { hash, type, bytes: bytes.length, width, height }, bytes });
  };
  /** For lists: that of the gallery, or of the smallest that is there, which is read the fastest. */
  const smallOf = async ({ said, bytes }: MadeFile): Promise<Result<MadeFile>> => {
    const own = entry.files.small;
    const wanted = Math.min(sizes.small, longSide(said));
    const fits = longSide(own) <= wanted && longSide(own) >= largeEnough * wanted;
    const same = fits ? await asKept(own, await file(own)) : null;
    return same ? ok(same) : make(new Blob([bytes], { type: said.type }), said.type, sizes.small);
  };
  const picture = await kept(entry.files.picture, sizes.picture);
  if (!picture.ok) return picture;
  const hasMiddle =
    sizes.middle !== null && longSide(picture.value.said) > worthMiddle * sizes.middle;
  const middle = hasMiddle ? await kept(entry.files.picture, sizes.middle) : null;
  if (middle && !middle.ok) return middle;
  const small = await smallOf((middle ?? picture).value);
  if (!small.ok) return small;
  const before = entry.files.before ? await kept(entry.files.before, sizes.before) : null;
  if (before && !before.ok) return before;
  const files = {
    picture: picture.value.said,
    small: small.value.said,
    ...(before ? { before: before.value.said } : {}),
  };
  return ok({
    entry: publishedEntry(entry, files),
    files: {
      picture: picture.value,
      small: small.value,
      ...(middle ? { middle: middle.value } : {}),
      ...(before ? { before: before.value } : {}),
    },
  });
}

/** How the making goes on. */
export interface SiteWatch {
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
  /** Whether it is worth to go on, asked with every picture. */
  readonly goesOn: (made: MadePicture) => boolean;
}

/**
 * Makes the files of entries, some at once; resolves to them in order, or null where it was not worth
 * to go on.
 */
export async function makePictures(
  tools: SiteTools,
  entries: readonly GalleryEntry[],
  sizes: SiteSizes,
  { progress, signal, goesOn }: SiteWatch,
): Promise<Result<readonly MadePicture[] | null>> {
  const made: (MadePicture | undefined)[] = entries.map(() => undefined);
  let next = 0;
  let done = 0;
  let end: Result<null> | null = null;
  const lane = async (): Promise<void> => {
    while (end === null && next < entries.length) {
      const index = next;
      next += 1;
      const entry = entries[index];
      if (!entry) return;
      const one = signal.aborted
        ? fail(cancelled())
        : await makePicture(tools, entry, sizes, signal);
      if (!one.ok) {
        end ??= one;
        return;
      }
      made[index] = one.value;
      done += 1;
      progress(done / entries.length);
      if (!goesOn(one.value)) end ??= ok(null);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const why: Result<null> | null = end;
  return why ?? ok(made.filter((one) => one !== undefined));
}

/** Returns a picture as a page shows it. */
export function shownPicture(
  { entry, files }: MadePicture,
  from: string,
  app: string,
  addressOf: (part: SitePart, file: MadeFile) => string,
): PublishedPicture {
  const shown = (part: SitePart, file: MadeFile) => ({
    ...file.said,
    address: addressOf(part, file),
  });
  const { picture, middle, small, before } = files;
  const hash = writeLink(entry.pipeline, { names: true, settings: null });
  return {
    entry,
    from,
    link: `${app}#${hash}`,
    picture: shown('picture', picture),
    small: shown('small', small),
    ...(middle ? { middle: shown('middle', middle) } : {}),
    ...(before ? { before: shown('before', before) } : {}),
  };
}
