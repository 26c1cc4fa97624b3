import type { Engine, Source } from '../../core/engine/contract';
import type { ColourDifference } from '../../core/picture/colour-difference';
import { type Result } from '../../core/base/result';
import { safeFileName } from '../../core/naming/safe-file-name';
import type { VersionContents, VersionHead } from '../../core/pipeline/versions/version';
import type { ReportedVersion } from '../../core/report/kinds/changes';
import type { ReportPicture } from '../../core/engine/report-pictures';
import type { ReportTools } from '../reports/report-tools';

/** Forms that a report of changes is written in. */
export type ChangeReportForm = 'html' | 'md' | 'json';

/** One of the two versions that a report is about. */
export interface Reported {
  readonly name: string;
  /** Null for the pipeline as it is now. */
  readonly head: VersionHead | null;
  readonly contents: VersionContents;
}

/** The most that the picture of one version takes, in bytes. */
const pictureBudget = 600_000;
const mimes: Readonly<Record<ChangeReportForm, string>> = {
  html: 'text/html',
  md: 'text/markdown',
  json: 'application/json',
};

/** Writes reports of what leads from one version to another. */
export class ChangeReport {
  constructor(
    private readonly engine: Pick<Engine, 'reportPictures'>,
    private readonly tools: Pick<ReportTools, 'save' | 'environment'>,
  ) {}

  /**
   * Makes a report of A against B and hands it over as a file; resolves to the file's name. Fails when
   * one of the pictures cannot be made; without a picture that is open there are none in it.
   */
  async save(
    form: ChangeReportForm,
    source: Source | null,
    pair: { readonly a: Reported; readonly b: Reported },
    difference: ColourDifference | null,
    signal: AbortSignal,
  ): Promise<Result<string>> {
    const { changesJson, changesReport } = await import('../../core/report/kinds/changes');
    const a = await this.#reported(pair.a, form === 'json' ? null : source, signal);
    if (!a.ok) return a;
    const b = await this.#reported(pair.b, form === 'json' ? null : source, signal);
    if (!b.ok) return b;
    const content = {
      a: a.value,
      b: b.value,
      difference,
      made: new Date().toISOString(),
      environment: this.tools.environment(),
    };
    const text = await this.#written(
      form,
      () => changesReport(content),
      () => changesJson(content),
    );
    const words = pair.b.contents.pipeline.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
    const stem = words.replace(/^-+|-+$/g, '') || 'pipeline';
    const name = safeFileName(`${stem}-changes.${form}`);
    this.tools.save(new Blob([text], { type: `${mimes[form]};charset=utf-8` }), name);
    return { ok: true, value: name };
  }

  async #written(
    form: ChangeReportForm,
    report: () => ReturnType<typeof import('../../core/report/kinds/changes').changesReport>,
    json: () => string,
  ): Promise<string> {
    if (form === 'json') return json();
    if (form === 'md') {
      const { reportMarkdown } = await import('../../core/report/write/markdown');
      return reportMarkdown(report());
    }
    const { reportHtml } = await import('../../core/report/write/html');
    return reportHtml(report()).toString();
  }

  async #reported(
    { name, head, contents }: Reported,
    source: Source | null,
    signal: AbortSignal,
  ): Promise<Result<ReportedVersion>> {
    let picture: ReportPicture | null = null;
    if (source) {
      const drawn = await this.engine.reportPictures(
        source,
        {
          pipeline: contents.pipeline,
          budget: pictureBudget,
          uses: { large: 1, small: 0, crop: 0 },
          crops: false,
        },
        { progress: () => undefined, signal },
      );
      if (!drawn.ok) return drawn;
      picture = drawn.value.after;
    }
    return {
      ok: true,
      value: {
        name,
        kept: head && new Date(head.at).toISOString(),
        note: head?.label?.note ?? null,
        contents,
        picture,
      },
    };
  }
}
