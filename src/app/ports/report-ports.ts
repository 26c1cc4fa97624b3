import { browserInWords } from '../../core/report/browser';
import type { Engine } from '../../core/engine/contract';
import { limits } from '../../core/base/limits';
import { reportSchemaPath } from '../../core/report/model';
import { writeClipboardText } from '../../platform/files/clipboard';
import { readDevice } from '../../platform/page/environment';
import { saveFile } from '../../platform/files/files';
import type { Optimizer } from '../../state/optimizer/optimizer.svelte';
import type { Exporting } from '../../state/export/exporting.svelte';
import type { Outgoing } from '../../state/versions/outgoing';
import type { ReportTools } from '../../state/reports/report-tools';

/** Returns what reports need of the platform and of the other stores. */
export function reportTools(
  engine: Engine,
  exporting: Exporting,
  optimizer: Optimizer,
  outgoing: Outgoing,
): ReportTools {
  const { userAgent, cores, memoryGb } = readDevice();
  const site = new URL('./', document.baseURI).href;
  return {
    outgoing,
    save: saveFile,
    copyText: writeClipboardText,
    async show(frame, report) {
      const { showReport } = await import('../../platform/page/report-frame');
      showReport(frame, report);
    },
    async print(report) {
      const { printReport } = await import('../../platform/page/report-frame');
      await printReport(report);
    },
    environment: () => {
      const { state } = engine;
      const ready = state.kind === 'ready' ? state : null;
      return {
        browser: browserInWords(userAgent),
        cores,
        memoryGb,
        pipette: __PIPETTE_VERSION__,
        libvips: ready?.version ?? null,
        threads: ready?.threads ?? null,
      };
    },
    schema: new URL(reportSchemaPath, document.baseURI).href,
    async link(pipeline) {
      const { writeLink } = await import('../../core/documents/share-link');
      const version = await outgoing.ahead(pipeline);
      const address = `${site}#${writeLink(pipeline, { names: true, settings: null }, version)}`;
      return address.length > limits.link.maxWrite ? null : address;
    },
    speed: () => optimizer.speed,
    fileName: (order, extension, made) => exporting.fileName(order, extension, made),
  };
}
