import type { Copied } from '../../core/base/copied';
import { type AppError, isCancelled } from '../../core/base/errors';
import type { Size } from '../../core/base/geometry';
import type { Engine } from '../../core/engine/contract';
import { icoFile, type IcoPicture } from '../../core/icons/ico';
import {
  icoFileName,
  type Icon,
  type IconFit,
  iconPipeline,
  icons,
  iconSettings,
} from '../../core/icons/icon-set';
import { iconSnippet, manifestName, webManifest } from '../../core/icons/site-files';
import { stemOf } from '../../core/naming/safe-file-name';
import { handOver } from '../base/hand-over';
import { type Order, type Orderable, orderOf } from '../base/order';
import type { ArchiveFile, CopyText, SaveArchive } from '../base/ports';
import { nothingKept, type Outgoing } from '../versions/outgoing';

export type IconsState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly made: number }
  | { readonly kind: 'done'; readonly files: number; readonly bytes: number }
  | { readonly kind: 'failed'; readonly error: AppError };

const textFile = (name: string, text: string): ArchiveFile => ({
  name,
  content: new Blob([text]),
  text: true,
});

/** The icons of a site from one picture: all files that browsers and devices ask for, in one archive. */
export class IconSets {
  fit = $state<IconFit>('fill');
  /** Under icons that must not be transparent, and the colour of the site, as `#rrggbb`. */
  ground = $state('#ffffff');
  /** What the site is called; the picture's own name while it is null. */
  #name = $state<string | null>(null);
  #state = $state.raw<IconsState>({ kind: 'idle' });
  #snippet = $state('');
  /** The set that is being made, or was made last. */
  #order = $state.raw<Order | null>(null);
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'export'>,
    private readonly workspace: Orderable,
    /** The size of the result at full size, in pixels; null while it is not known. */
    private readonly resultSize: () => Size | null,
    private readonly save: SaveArchive,
    private readonly copyText: CopyText,
    private readonly outgoing: Pick<Outgoing, 'sent'> = nothingKept,
  ) {}

  readonly #isCurrent = $derived.by(
    () =>
      this.#state.kind === 'running' ||
      (this.#order?.source === this.workspace.source &&
        this.#order?.pipeline === this.workspace.pipeline),
  );
  /** How far the set of the present picture is, or one that is still being made of another. */
  readonly state = $derived.by((): IconsState =>
    this.#isCurrent ? this.#state : { kind: 'idle' },
  );
  /** The lines for the head of a page; empty until there are files. */
  readonly snippet = $derived.by(() => (this.#isCurrent ? this.#snippet : ''));

  get name(): string {
    return this.#name ?? stemOf(this.workspace.source?.name ?? '');
  }

  set name(text: string) {
    this.#name = text;
  }

  /** The side of the largest icon that is not enlarged, in pixels; null when none is, or unknown. */
  get enlargedOver(): number | null {
    const size = this.resultSize();
    if (size === null) return null;
    const side = this.fit === 'fill' ? Math.min : Math.max;
    const own = side(size.width, size.height);
    return icons.some((icon) => icon.side > own) ? own : null;
  }

  /** Makes all icons and saves them in one archive; nothing is saved when one cannot be made. */
  async run(): Promise<void> {
    const order = orderOf(this.workspace);
    if (!order || this.#state.kind === 'running') return;
    const { fit, ground, name } = this;
    const abort = new AbortController();
    this.#abort = abort;
    this.#order = order;
    this.#snippet = '';
    const made: (IcoPicture & Icon)[] = [];
    for (const icon of icons) {
      this.#state = { kind: 'running', made: made.length };
      const answer = await this.engine.export(
        order.source,
        {
          pipeline: iconPipeline(order.pipeline, icon, { fit, ground }),
          settings: iconSettings(),
        },
        { progress: () => undefined, signal: abort.signal },
      );
      if (!answer.ok) {
        const { error } = answer;
        this.#state = isCancelled(error) ? { kind: 'idle' } : { kind: 'failed', error };
        return;
      }
      made.push({ ...icon, png: answer.value.bytes });
    }
    this.#abort = null;
    const snippet = iconSnippet(icons, ground);
    const files = [
      ...pictureFiles(made),
      textFile(manifestName, webManifest(icons, name, ground)),
      textFile('icons.html', snippet),
    ];
    const stem = `${stemOf(order.source.name)}-icons`;
    const saved = await handOver(this.save, files, stem);
    if (!saved.ok) {
      this.#state = { kind: 'failed', error: saved.error };
      return;
    }
    this.#snippet = snippet;
    this.outgoing.sent('export', `${stem}.zip`, order.pipeline, order.settings);
    const bytes = files.reduce((sum, { content }) => sum + content.size, 0);
    this.#state = { kind: 'done', files: files.length, bytes };
  }

  /** Puts the lines for the head of a page into the clipboard; resolves to whether that worked. */
  copySnippet(): Promise<Copied> {
    return this.copyText(this.snippet);
  }

  /** Stops; nothing is written. */
  stop(): void {
    this.#abort?.abort();
  }
}

/** Returns the files of the icons; those of the ICO file are one. */
function pictureFiles(made: readonly (IcoPicture & Icon)[]): ArchiveFile[] {
  const picture = (name: string, bytes: Uint8Array<ArrayBuffer>, type: string): ArchiveFile => ({
    name,
    content: new Blob([bytes], { type }),
    text: false,
  });
  const inIco = made.filter(({ file }) => file === icoFileName);
  const alone = made.filter(({ file }) => file !== icoFileName);
  return [
    picture(icoFileName, icoFile(inIco), 'image/x-icon'),
    ...alone.map(({ file, png }) => picture(file, png, 'image/png')),
  ];
}
