import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { pipelineInReport } from '../../documents/carriers/read-report';
import { hostileTexts } from '../../testing/hostile-texts';
import { reportContent } from '../../testing/answers/report-content';
import { emptyPipeline } from '../../pipeline/pipeline';
import { operationsById } from '../../operations/index';
import { newStep } from '../../pipeline/edit';
import { escapeHtml } from '../write/markup';
import { reportHtml } from '../write/html';
import { reportMarkdown } from '../write/markdown';
import { type ChangesContent, changesJson, changesReport } from './changes';

function stepOf(operation: string) {
  const declared = operationsById.get(operation);
  if (!declared) throw new Error(`There is no operation ${operation}.`);
  return newStep(declared);
}

const shared = reportContent();

function content(name = 'First draft'): ChangesContent {
  const kept = stepOf('sepia');
  const version = (steps: readonly ReturnType<typeof stepOf>[]) => ({
    name,
    kept: '2026-11-27T11:52:00.000Z',
    note: name,
    contents: { pipeline: { ...emptyPipeline, name, steps }, settings: null },
    picture: shared.pictures?.after ?? null,
  });
  return {
    a: version([kept, stepOf('grain')]),
    b: version([kept, stepOf('vignette')]),
    difference: { average: 4.8, largest: 19.61, at: { x: 0.1, y: 0.1 }, stops: 0.31 },
    made: '2026-11-27T14:00:00.000Z',
    environment: shared.facts.environment,
  };
}

describe('the report of changes', () => {
  it('says what changed, how much, and of which versions', () => {
    const text = reportMarkdown(changesReport(content()));
    for (const words of [
      'Grain, removed',
      'Vignette, added',
      'ΔE (CIEDE2000)',
      'upper left',
      '31 EV lighter',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('is valid HTML and carries the pipeline of B', () => {
    const page = reportHtml(changesReport(content())).toString();
    const found = new HtmlValidate({ extends: ['html-validate:standard'] }).validateStringSync(
      page,
    );
    expect(found.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual(
      [],
    );
    expect(pipelineInReport(page)).toContain('vignette');
  });

  it.each(hostileTexts)('keeps a name that is markup a text: %j', (text) => {
    const page = reportHtml(changesReport(content(text))).toString();
    expect(page).toContain(escapeHtml(text));
    expect(JSON.parse(changesJson(content(text)))).toMatchObject({ a: { name: text } });
  });

  it('is JSON with every change and both pipelines', () => {
    expect(JSON.parse(changesJson(content()))).toMatchObject({
      'pipette-changes': 1,
      changes: [
        { about: 'Grain', kind: 'removed' },
        { about: 'Vignette', kind: 'added' },
      ],
      a: { pipeline: { operations: [{}, { operation: 'grain' }] } },
      b: { pipeline: { operations: [{}, { operation: 'vignette' }] } },
    });
  });
});
