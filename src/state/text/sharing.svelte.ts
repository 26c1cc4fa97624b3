import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import { number } from '../../core/base/words';
import type { Copied } from '../../core/base/copied';
import type { LinkContents } from '../../core/documents/link/contents';
import type { Weight } from '../../core/documents/link/weights';
import type { QrCode } from '../../core/documents/qr-code';
import { limits } from '../../core/base/limits';
import { ok } from '../../core/base/result';
import { pipelineFileName } from '../../core/naming/pipeline-file-name';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { FollowerOnDemand } from '../base/follower-on-demand.svelte';
import type { CopyText, SaveFile } from '../base/ports';
import { nothingKept, type Outgoing } from '../versions/outgoing';
import type { Workspace } from '../work/workspace.svelte';

/** Ways for a link to leave the app; given by the platform. */
export interface LinkOutlets {
  readonly save: SaveFile;
  readonly copy: CopyText;
  /** Offers an address to other apps; resolves to whether one took it. Null where that cannot be. */
  readonly share: ((address: { url: string; title: string }) => Promise<boolean>) | null;
}

/** What writes links, fetched when the Share tab is first shown. */
interface Tools {
  readonly links: typeof import('../../core/documents/share-link');
  readonly contents: typeof import('../../core/documents/link/contents');
  readonly weights: typeof import('../../core/documents/link/weights');
  readonly qr: typeof import('../../core/documents/qr-code');
  readonly marks: typeof import('../../core/documents/document');
}

/** A link that was written and read again. */
export interface WrittenLink {
  /** What it is called in a mail or another app: nothing that it does not carry itself. */
  readonly title: string;
  /** The whole address. */
  readonly address: string;
  /** Characters of the address. */
  readonly length: number;
  readonly contents: LinkContents;
  readonly weights: readonly Weight[];
  readonly qr: QrCode | null;
}

/** A link that is to be written. */
interface LinkOrder extends Pick<Workspace, 'pipeline' | 'settings'> {
  readonly withNames: boolean;
  readonly withSettings: boolean;
  readonly tools: Tools;
  readonly version: CarriedVersion | null;
}

/** What came of it: a link, or why there is none, in words. */
interface Written {
  readonly link: WrittenLink | null;
  readonly problem: string;
}

/** Edits rest for this long before the link is written anew, in milliseconds. */
const debounceMs = 150;

/** The pipeline as a link, for as long as somebody looks. */
export class Sharing {
  withNames = $state(true);
  withSettings = $state(false);
  #tools = $state.raw<Tools | null>(null);
  /** Why what writes links is not here, in words. */
  #lack = $state('');
  readonly #follower = new FollowerOnDemand<LinkOrder, Written>({
    debounceMs,
    serves: isSame,
    make: (order) => ok(this.#write(order)),
  });

  /** @param site the address of the app, without query and hash */
  constructor(
    private readonly workspace: Pick<Workspace, 'pipeline' | 'settings'>,
    private readonly site: string,
    private readonly outlets: LinkOutlets,
    private readonly outgoing: Outgoing = nothingKept,
  ) {}

  readonly #order = $derived.by((): LinkOrder | null => {
    const { pipeline, settings } = this.workspace;
    const { withNames, withSettings } = this;
    const tools = this.#tools;
    const version = this.outgoing.now;
    return tools && { pipeline, settings, withNames, withSettings, tools, version };
  });

  /** The link of the pipeline as it was a moment ago; null until there is one, or it is too long. */
  readonly link = $derived.by(() => this.#follower.made?.value.link ?? null);
  /** Why there is no link, in words; empty when there is one, or will be. */
  readonly problem = $derived.by(() => this.#follower.made?.value.problem ?? this.#lack);

  /** Follows the pipeline and the choices; returns what stops it. */
  follow(): () => void {
    void this.#fetch();
    return this.#follower.follow(() => this.#order);
  }

  /** Whether addresses can be offered to other apps here. */
  get canShare(): boolean {
    return this.outlets.share !== null;
  }

  #title({ pipeline: { name }, withNames }: LinkOrder): string {
    return withNames && name !== emptyPipeline.name && name.trim() !== ''
      ? `${name} · Pipette`
      : 'A pipeline for Pipette';
  }

  /** A mail with the link, as an address; null when mail programs would cut it. */
  get mail(): string | null {
    if (!this.link || this.link.length > limits.link.warnLength) return null;
    const body = `${this.link.address}\r\n`;
    return `mailto:?subject=${encodeURIComponent(this.link.title)}&body=${encodeURIComponent(body)}`;
  }

  /** Puts the link of the pipeline as it is now into the clipboard; resolves to whether that worked. */
  async copy(): Promise<Copied> {
    this.#writeNow();
    if (this.link === null) return 'refused';
    const copied = await this.outlets.copy(this.link.address);
    if (copied === 'copied') this.outgoing.sent('link');
    return copied;
  }

  /** Offers the link to other apps; resolves to whether one took it. */
  async share(): Promise<boolean> {
    this.#writeNow();
    if (!this.link || !this.outlets.share) return false;
    const taken = await this.outlets.share({ url: this.link.address, title: this.link.title });
    if (taken) this.outgoing.sent('link');
    return taken;
  }

  /** Hands the QR code over as a file. */
  saveQr(kind: 'svg' | 'png'): void {
    this.#writeNow();
    const { link } = this;
    const tools = this.#tools;
    if (!link?.qr || !tools) return;
    const content =
      kind === 'svg' ? tools.qr.qrSvg(link.qr) : new Uint8Array(tools.qr.qrPng(link.qr));
    const type = kind === 'svg' ? 'image/svg+xml' : 'image/png';
    const name = this.#fileName(`-qr.${kind}`);
    this.outlets.save(new Blob([content], { type }), name);
    this.outgoing.sent('link', name);
  }

  /** Hands the pipeline over as a file, for what is too long for a link. */
  async saveFile(): Promise<void> {
    const { pipeline, settings } = this.workspace;
    const version = await this.outgoing.ahead(pipeline);
    const extras = { version, ...(this.withSettings ? { settings } : {}) };
    const name = this.#fileName('.json');
    const { writeJson } = await import('../../core/documents/carriers/json');
    const text = writeJson(pipeline, extras);
    this.outlets.save(new Blob([text], { type: 'application/json' }), name);
    this.outgoing.sent('export', name, pipeline);
  }

  #fileName(ending: string): string {
    return pipelineFileName(this.withNames ? this.workspace.pipeline.name : '', ending);
  }

  /** Sees to it that the link is that of the pipeline as it is now, not of a moment ago. */
  #writeNow(): void {
    // It is there at once: what follows may only be done while a press is being answered.
    void this.#follower.now();
  }

  async #fetch(): Promise<void> {
    if (this.#tools) return;
    try {
      const [links, contents, weights, qr, marks] = await Promise.all([
        import('../../core/documents/share-link'),
        import('../../core/documents/link/contents'),
        import('../../core/documents/link/weights'),
        import('../../core/documents/qr-code'),
        import('../../core/documents/document'),
      ]);
      this.#tools = { links, contents, weights, qr, marks };
    } catch {
      // A site that was updated meanwhile no longer has this version's files.
      this.#lack = 'The link could not be made. Reload the page and try again.';
    }
  }

  #write(order: LinkOrder): Written {
    const { tools, pipeline, settings, withNames, withSettings } = order;
    const choices = { names: withNames, settings: withSettings ? settings : null };
    const hash = tools.links.writeLink(pipeline, choices, order.version);
    const address = `${this.site}#${hash}`;
    if (address.length > limits.link.maxWrite) {
      const problem =
        `This pipeline takes ${number(address.length)} characters as a link; above ` +
        `${number(limits.link.maxWrite)} links are cut on their way. Send it as a file.`;
      return { link: null, problem };
    }
    const read = tools.links.readLink(hash);
    const { fingerprint } = tools.marks;
    if (!read.ok || fingerprint(read.value.pipeline.steps) !== fingerprint(pipeline.steps)) {
      const problem = 'This pipeline does not come back from a link unchanged. Send it as a file.';
      return { link: null, problem };
    }
    const link = {
      title: this.#title(order),
      address,
      length: address.length,
      contents: tools.contents.linkContents(read.value),
      weights: tools.weights.linkWeights(pipeline, choices, hash.length),
      qr: tools.qr.qrCode(address),
    };
    return { link, problem: '' };
  }
}

const isSame = (one: LinkOrder, other: LinkOrder): boolean =>
  one.pipeline === other.pipeline &&
  one.settings === other.settings &&
  one.withNames === other.withNames &&
  one.withSettings === other.withSettings &&
  one.version === other.version;
