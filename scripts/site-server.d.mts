export interface SiteOverride {
  status?: number;
  type?: string;
  body?: string;
}

export interface Site {
  /** The folder that is served; assign another one to publish another version. */
  root: string;
  /** Answers sent instead of files, by path below the site's folder, such as `/index.html`. */
  readonly overrides: Map<string, SiteOverride>;
  /** Every path asked for so far. */
  readonly requests: string[];
  /** The address of the start page. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface SiteOptions {
  root: string;
  port?: number;
  folder?: string;
  headers?: boolean;
}

export function serveSite(options: SiteOptions): Promise<Site>;

export function parseHeaderRules(text: string): [RegExp, Record<string, string>][];
