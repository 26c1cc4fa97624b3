/**
 * Reports are pages of their own. Inside the app they are shown in frames without scripts, by the
 * one Trusted Types policy that lets markup through, and only markup that core/report made.
 */
import type { Markup } from '../../core/report/write/markup';

interface MarkupPolicy {
  createHTML(text: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string }): MarkupPolicy;
}

let policy: MarkupPolicy | null = null;
/** The text that the policy lets through now. */
let expected: string | null = null;

function createPolicy(): MarkupPolicy {
  const createHTML = (text: string): string => {
    if (text === expected) return text;
    throw new TypeError('only reports that were written here are shown');
  };
  const factory: unknown = Reflect.get(globalThis, 'trustedTypes');
  return isFactory(factory) ? factory.createPolicy('report-html', { createHTML }) : { createHTML };
}

const isFactory = (factory: unknown): factory is PolicyFactory =>
  typeof factory === 'object' && factory !== null && 'createPolicy' in factory;

/** Shows a report in a frame, in place of what the frame shows. */
export function showReport(frame: HTMLIFrameElement, report: Markup): void {
  policy ??= createPolicy();
  const text = report.toString();
  expected = text;
  try {
    Reflect.set(frame, 'srcdoc', policy.createHTML(text));
  } finally {
    expected = null;
  }
}

/** A browser's print dialog may still read from the frame for this long, in milliseconds. */
const printTime = 60_000;

/** Opens the browser's print dialog for a report; resolves when the dialog was asked for. */
export async function printReport(report: Markup): Promise<void> {
  const frame = document.createElement('iframe');
  // Scripts stay forbidden; the page itself may reach in, to ask for the dialog.
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.title = 'Report to print';
  frame.className = 'visually-hidden';
  frame.ariaHidden = 'true';
  frame.tabIndex = -1;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  showReport(frame, report);
  document.body.append(frame);
  await loaded;
  frame.contentWindow?.print();
  setTimeout(() => frame.remove(), printTime);
}
