import type { Pipeline } from '../../core/pipeline/pipeline';
import type { Markup } from '../../core/report/write/markup';
import type { Environment, ReportFile, SpeedFacts } from '../../core/report/model';
import type { Order } from '../base/order';
import type { CopyText, SaveFile } from '../base/ports';
import type { Outgoing } from '../versions/outgoing';

/** What reports need beside the work itself; given by the app. */
export interface ReportTools {
  readonly save: SaveFile;
  readonly copyText: CopyText;
  /** Shows a report in a frame without scripts. */
  show(frame: HTMLIFrameElement, report: Markup): Promise<void>;
  /** Opens the browser's print dialog for a report. */
  print(report: Markup): Promise<void>;
  environment(): Environment;
  /** Where the JSON Schema of reports is served, as an address. */
  readonly schema: string;
  /** Returns the address that opens a pipeline, or null where there is none. */
  link(pipeline: Pipeline): Promise<string | null>;
  /** Has what goes out say which version it is. */
  readonly outgoing: Pick<Outgoing, 'ahead' | 'sent'>;
  /** What was measured about speed, for the work as it is now. */
  speed(): SpeedFacts;
  /** Returns the name of the file that an export of an order writes. */
  fileName(
    order: Order,
    extension: string,
    made: Pick<ReportFile, 'width' | 'height' | 'quality'>,
  ): string;
}
