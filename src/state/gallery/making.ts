import { sha256 } from '../../core/assets/asset';
import { ok, type Result } from '../../core/base/result';
import type { Engine, ExportAnswer, Source } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
import type { ExportSettings } from '../../core/formats/settings';
import {
  type Allowed,
  type GalleryDetails,
  type GalleryEntry,
  type GalleryFile,
  makeEntry,
  type MadeFile,
} from '../../core/gallery/entry';
import {
  beforeKeepAs,
  galleryFormat,
  type KeepAs,
  keepingSettings,
  smallKeepAs,
} from '../../core/gallery/picture-settings';
import type { CameraFacts } from '../../core/naming/tokens';
import { geometryOnly } from '../../core/pipeline/compile';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';

/** A file whose pixels are made by a pipeline, or are the result already. */
export type OrderSource =
  | { readonly kind: 'open'; readonly source: Source }
  | { readonly kind: 'file'; readonly file: Blob; readonly name: string }
  | { readonly kind: 'result'; readonly file: Blob; readonly name: string };

/** A result that may be put into the gallery. */
export interface GalleryOrder {
  /** The name of the source's file. */
  readonly name: string;
  readonly from: OrderSource;
  readonly pipeline: Pipeline;
  /** How it was exported, or would be. */
  readonly settings: ExportSettings;
  readonly camera: CameraFacts;
  /** Absent where nothing was exported. */
  readonly made?: MadeFile;
  /** Which version of its history the pipeline is, where that is known. */
  readonly version?: CarriedVersion;
}

/** Returns what some work makes of a picture that is open, as it is put on offer. */
export const orderOf = (
  {
    source,
    pipeline,
    settings,
  }: Pick<GalleryOrder, 'pipeline' | 'settings'> & {
    readonly source: Source;
  },
  more: Pick<GalleryOrder, 'made' | 'version'> = {},
): GalleryOrder => ({
  name: source.name,
  from: { kind: 'open', source },
  pipeline,
  settings,
  camera: source.info.camera,
  ...more,
});

/** How an order becomes an entry. */
export interface MakingChoices extends KeepAs {
  readonly allowed: Allowed;
}

/** What was made: an entry and its files. */
export interface MadeEntry {
  readonly entry: GalleryEntry;
  readonly files: ReadonlyMap<string, Blob>;
}

type Exports = Pick<Engine, 'export' | 'exportFile'>;

/** What the three files of an entry take of the time, about; together 1. */
const shares = { picture: 0.6, small: 0.1, before: 0.3 } as const;

const isType = (mime: string): mime is GalleryFile['type'] =>
  mime === 'image/jpeg' || mime === 'image/webp';

/** Makes the files of an order in the engine, one after the other, and the entry that names them. */
export async function makeGalleryEntry(
  engine: Exports,
  order: GalleryOrder,
  said: GalleryDetails & { readonly id: string; readonly at: number },
  version: CarriedVersion | null,
  { allowed, ...keepAs }: MakingChoices,
  options: JobOptions,
): Promise<Result<MadeEntry>> {
  const { from, pipeline, settings } = order;
  const format = galleryFormat(settings);
  const files = new Map<string, Blob>();
  let done = 0;
  const run = async (
    share: number,
    make: (heard: JobOptions) => Promise<Result<ExportAnswer>>,
  ): Promise<Result<GalleryFile>> => {
    const begun = done;
    const progress = (part: number): void => options.progress(begun + part * share);
    const made = await make({ ...options, progress });
    if (!made.ok) return made;
    done += share;
    const { bytes, mime, width, height } = made.value;
    const hash = await sha256(bytes);
    files.set(hash, new Blob([bytes], { type: mime }));
    const type = isType(mime) ? mime : 'image/jpeg';
    return ok({ hash, type, bytes: bytes.length, width, height });
  };
  const made = (of: OrderSource, steps: Pipeline, as: KeepAs) => (heard: JobOptions) => {
    const request = { pipeline: steps, settings: keepingSettings(format, as) };
    return of.kind === 'open'
      ? engine.export(of.source, request, heard)
      : engine.exportFile(of.file, of.name, request, heard);
  };
  const picture = await run(
    shares.picture,
    made(from, from.kind === 'result' ? emptyPipeline : pipeline, keepAs),
  );
  if (!picture.ok) return picture;
  const file = files.get(picture.value.hash) ?? new Blob();
  const finished: OrderSource = { kind: 'result', file, name: `picture.${format}` };
  const small = await run(shares.small, made(finished, emptyPipeline, smallKeepAs));
  if (!small.ok) return small;
  const before =
    from.kind === 'result'
      ? null
      : await run(shares.before, made(from, geometryOnly(pipeline), beforeKeepAs));
  if (before && !before.ok) return before;
  const entry = makeEntry(
    {
      ...said,
      pipeline,
      version,
      settings,
      ...(order.made ? { made: order.made } : {}),
      files: {
        picture: picture.value,
        small: small.value,
        ...(before ? { before: before.value } : {}),
      },
    },
    order,
    allowed,
  );
  return ok({ entry, files });
}
