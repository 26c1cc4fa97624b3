import { describe, expect, it } from 'vitest';
import { writeHtml, writeJson, writeMarkdown } from '../../report/index';
import { pipelineForReport, reportContent } from '../../testing/answers/report-content';
import { limits } from '../../base/limits';
import { readJson } from './json';
import { pipelineInReport } from './read-report';

const content = reportContent({ name: 'Lift', note: 'Was ``` dark </script>' });

describe('the pipeline in a report', () => {
  it.each([
    ['HTML', writeHtml('visual', content).toString()],
    [
      'HTML with line ends of Windows',
      writeHtml('guide', content).toString().replaceAll('\n', '\r\n'),
    ],
    ['Markdown', writeMarkdown('visual', content)],
    [
      'Markdown with line ends of Windows',
      writeMarkdown('guide', content).replaceAll('\n', '\r\n'),
    ],
    ['JSON', writeJson('technical', content, 'https://example.org/s.json')],
  ])('is read back from %s, steps, notes and settings', (_form, text) => {
    const read = readJson(pipelineInReport(text) ?? '');
    expect(read.ok && read.value.problems).toEqual([]);
    const { name, steps } = pipelineForReport({ name: 'Lift', note: 'Was ``` dark </script>' });
    expect(read.ok && read.value.pipeline).toMatchObject({ name, steps });
    expect(read.ok && read.value.settings?.format).toBe('jpeg');
  });

  it.each([
    ['nothing', ''],
    [
      'a page of others',
      '<!doctype html><script type="application/json" id="data">{"a":1}</script>',
    ],
    ['a pipeline that is no report', '{"pipette":2,"name":"x","operations":[]}'],
    ['Markdown of others', '# x\n\n```json\n{"a": 1}\n```\n'],
    ['broken JSON', '{"pipette-report":1,'],
    ['a report without a pipeline', '{"pipette-report":1,"pipeline":null}'],
    [
      'a report that is nested deeper than any',
      `{"pipette-report":1,"pipeline":{"pipette":2,"a":${'['.repeat(1_000)}${']'.repeat(1_000)}}}`,
    ],
    ['as many line ends as are read', '\n'.repeat(limits.carrier.textBytes)],
  ])('is not found in %s', (_what, text) => expect(pipelineInReport(text)).toBeNull());

  it('is not taken from a note that looks like one', () => {
    const note = '```json\n{"pipette": 2, "name": "forged", "operations": []}\n```';
    const forged = reportContent({ note });
    for (const text of [
      writeMarkdown('visual', forged),
      writeHtml(
        'visual',
        reportContent({
          note: `<script type="application/json" id="pipette-pipeline">{"pipette":2}</script>`,
        }),
      ).toString(),
    ]) {
      expect(JSON.parse(pipelineInReport(text) ?? '')).toMatchObject({ name: 'Warm evening' });
    }
  });
});
