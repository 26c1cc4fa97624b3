import { type AppError, appError, cancelled, isCancelled } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { bytesInWords, count } from '../../core/base/words';
import type { GalleryEntry } from '../../core/gallery/entry';
import { bytesInside, sizesBeside, sizesInside } from '../../core/gallery/publish/budget';
import { picturePath, singlePage, siteTexts } from '../../core/gallery/publish/files';
import { licences } from '../../core/gallery/publish/licences';
import { publishBounds, type Site, siteAddress, tidyFacts } from '../../core/gallery/publish/site';
import { safeFileName } from '../../core/naming/safe-file-name';
import { dataAddress } from '../../core/report/write/markup';
import { handOver, notWritten } from '../base/hand-over';
import type { ArchiveFile, SaveArchive, SaveFile } from '../base/ports';
import { type MadePicture, makePictures, shownPicture, type SiteTools } from './making-site';

/** What is chosen and typed before a page is made. */
export interface PublishChoices {
  readonly title: string;
  readonly author: string;
  /** The name of a licence on offer, or a person's own. */
  readonly licence: string;
  readonly text: string;
  /** As it was typed. */
  readonly address: string;
  readonly as: 'zip' | 'page';
  /** Longer sides, in pixels. */
  readonly longEdge: number;
  readonly smallerEdge: number;
  /** Of one page, in megabytes. */
  readonly megabytes: number;
}

/** What came of it. */
export interface Published {
  readonly name: string;
  readonly bytes: number;
  /** Longer side of the pictures, in pixels. */
  readonly longEdge: number;
}

const tooMuch = (megabytes: number): AppError =>
  appError(
    'OUT-FIT',
    `These pictures do not fit into one page of ${megabytes} MB, however small.`,
    {
      safe: 'Nothing was published.',
      advice: 'Choose a larger page, fewer pictures, or the zip.',
    },
  );

const unchanged = 'Your gallery is unchanged.';

/** Makes a web page of finished pictures. */
export class Publishing {
  /** The pictures on offer; empty when none are. */
  entries = $state.raw<readonly GalleryEntry[]>([]);
  /** What was chosen the last time stays. */
  choices = $state.raw<PublishChoices>({
    title: '',
    author: '',
    licence: licences[0]?.name ?? '',
    text: '',
    address: '',
    as: 'zip',
    longEdge: 2_048,
    smallerEdge: 1_024,
    megabytes: 10,
  });
  /** Share of the work that is done, 0 to 1; null while there is none. */
  share = $state<number | null>(null);
  failure = $state.raw<AppError | null>(null);
  #abort: AbortController | null = null;

  constructor(
    private readonly tools: SiteTools,
    private readonly ports: { readonly save: SaveFile; readonly saveArchive: SaveArchive },
    /** The address of Pipette. */
    private readonly app: string,
    private readonly now: () => number,
    /** Opens the page on which the person says how. */
    private readonly show: () => void,
  ) {}

  /** Puts pictures on offer; a collection's title is theirs. */
  offer(entries: readonly GalleryEntry[], title: string): void {
    if (entries.length === 0 || this.share !== null) return;
    this.entries = entries;
    this.failure = null;
    this.choices = { ...this.choices, title };
    this.show();
  }

  /** Why the choices cannot be followed, in words; null when they can. */
  get problem(): string | null {
    const { entries, choices } = this;
    const { pictures } = publishBounds;
    if (entries.length > pictures) {
      return `One page holds ${count(pictures, 'picture')}; these are ${entries.length}.`;
    }
    if (choices.address.trim() !== '' && siteAddress(choices.address) === null) {
      return 'The address is not one of a web page, such as https://example.org/owls/.';
    }
    return null;
  }

  /** Makes the page and hands it over; resolves to null when it was stopped or failed. */
  async run(): Promise<Published | null> {
    if (this.share !== null || this.entries.length === 0 || this.problem !== null) return null;
    const abort = new AbortController();
    this.#abort = abort;
    this.share = 0;
    this.failure = null;
    const { choices, entries } = this;
    const site = {
      ...tidyFacts({ ...choices, address: siteAddress(choices.address) }),
      made: new Date(this.now()).toISOString(),
      app: this.app,
      pictures: [],
    };
    let came: Result<Published>;
    try {
      came = await (choices.as === 'zip'
        ? this.#zip(site, choices, entries, abort.signal)
        : this.#page(site, choices, entries, abort.signal));
    } catch (error) {
      // What else is under way ends with it.
      abort.abort();
      came = fail(notWritten('The page', unchanged, error));
    }
    this.share = null;
    this.#abort = null;
    if (came.ok) return came.value;
    if (!isCancelled(came.error)) this.failure = came.error;
    return null;
  }

  async #zip(
    site: Site,
    { longEdge, smallerEdge }: PublishChoices,
    entries: readonly GalleryEntry[],
    signal: AbortSignal,
  ): Promise<Result<Published>> {
    const made = await this.#make(entries, sizesBeside(longEdge, smallerEdge), signal, () => true);
    if (!made.ok) return made;
    const files: ArchiveFile[] = [];
    const pictures = (made.value ?? []).map((one, index) =>
      shownPicture(one, from(entries, index), this.app, (part, { said, bytes }) => {
        const name = picturePath(index, part, said.type);
        files.push({ name, content: new Blob([bytes], { type: said.type }), text: false });
        return name;
      }),
    );
    const texts = siteTexts({ ...site, pictures }).map(({ name, text }) => ({
      name,
      content: new Blob([text]),
      text: true,
    }));
    const all = [...texts, ...files];
    if (signal.aborted) return fail(cancelled());
    const stem = safeFileName(site.title);
    const handed = await handOver(this.ports.saveArchive, all, stem, unchanged);
    if (!handed.ok) return handed;
    const bytes = all.reduce((sum, { content }) => sum + content.size, 0);
    return ok({ name: `${stem}.zip`, bytes, longEdge: largest(made.value ?? []) });
  }

  /** Tries smaller pictures until they fit; whatever does not is given up as soon as that shows. */
  async #page(
    site: Site,
    { longEdge, megabytes }: PublishChoices,
    entries: readonly GalleryEntry[],
    signal: AbortSignal,
  ): Promise<Result<Published>> {
    const budget = megabytes * 1_000_000;
    for (const sizes of sizesInside(longEdge)) {
      let left = budget;
      const fits = ({ files }: MadePicture): boolean => {
        for (const file of Object.values(files)) left -= bytesInside(file.bytes.length);
        return left > 0;
      };
      const made = await this.#make(entries, sizes, signal, fits);
      if (!made.ok) return made;
      if (made.value === null) continue;
      const pictures = made.value.map((one, index) =>
        shownPicture(one, from(entries, index), this.app, (_, { said, bytes }) =>
          dataAddress(said.type, bytes),
        ),
      );
      const page = new Blob([singlePage({ ...site, pictures })], { type: 'text/html' });
      if (page.size > budget) continue;
      if (signal.aborted) return fail(cancelled());
      const name = `${safeFileName(site.title)}.html`;
      this.ports.save(page, name);
      return ok({ name, bytes: page.size, longEdge: largest(made.value) });
    }
    return fail(tooMuch(megabytes));
  }

  #make(
    entries: readonly GalleryEntry[],
    sizes: Parameters<typeof makePictures>[2],
    signal: AbortSignal,
    goesOn: (made: MadePicture) => boolean,
  ): ReturnType<typeof makePictures> {
    const progress = (share: number): void => {
      if (!signal.aborted) this.share = share;
    };
    return makePictures(this.tools, entries, sizes, { progress, signal, goesOn });
  }

  /** Ends what is under way; nothing is handed over. */
  stop(): void {
    this.#abort?.abort();
  }

  /** Forgets what is on offer. */
  close(): void {
    this.stop();
    this.entries = [];
    this.failure = null;
  }
}

const from = (entries: readonly GalleryEntry[], index: number): string =>
  entries[index]?.files.picture.hash ?? '';

const largest = (made: readonly MadePicture[]): number =>
  Math.max(
    0,
    ...made.map(({ files: { picture } }) => Math.max(picture.said.width, picture.said.height)),
  );

/** Returns what came of it, in words. */
export const publishedInWords = ({ name, bytes, longEdge }: Published): string =>
  `${name} is saved: ${bytesInWords(bytes)}, with pictures of up to ${longEdge} pixels.`;
