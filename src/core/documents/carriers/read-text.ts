import { appError } from '../../base/errors';
import { limits } from '../../base/limits';
import { assetsInProgram, pipelineInProgram } from './read-program';
import { fail, ok, type Result } from '../../base/result';
import type { ReadDocument } from '../document';
import type { CarriedPictures, Detected, DetectedIn } from '../detected';
import { parseJson, readJson } from './json';
import { isPageBeside, isPublishedPage } from '../published';
import { pipelineInReport } from './read-report';
import { linkIn, readLink } from '../share-link';
import { programLanguages } from '../../programs/index';
import { isHistory } from '../../pipeline/versions/history-file';
import { isHistoryText, readHistoryText } from '../project/history-text';
import { readYaml } from './yaml';

const nothing: CarriedPictures = new Map();

/** What a document at the top level of JSON has, of any version and of the older shape. */
const documentKeys = ['pipette', 'operations', 'pipeline_info'] as const;

/** The same as YAML begins a line with it. */
const yamlKey = /^["']?(?:pipette|operations|pipeline_info)["']?[ \t]*:/mu;

/** Braces of YAML that are not those of JSON: the first key has no quotes. */
const yamlBraces = /^\ufeff?\s*\{\s*(?:pipette|operations|pipeline_info)\s*:/u;

/** How a collection of presets begins. */
const collectionHead = /^\ufeff?\s*\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"pipette-collection"/u;

/** JSON has no comments; one at its beginning is told of as one further down. */
const commentHead = /^\ufeff?\s*(?:\/\/|\/\*)/u;
const quotedKey = /"(?:pipette|operations|pipeline_info)"\s*:/u;

/** Whether a text, which may be spoilt, seems to be a document as JSON or YAML. */
export const isLikeDocument = (text: string): boolean =>
  yamlKey.test(text) || (/^\ufeff?\s*\{/u.test(text) && quotedKey.test(text));

/** Texts longer than this, in characters, are not searched for a link. */
const maxMessage = 2 * limits.link.hashLength;

/** Returns the document as found, or its failure. Null stays null. */
function as(
  from: DetectedIn,
  read: Result<ReadDocument>,
  assets: CarriedPictures = nothing,
): Result<Detected> {
  if (!read.ok) return read;
  const inSight = from === 'JSON' || from === 'YAML';
  // Lines of a document that lies inside of something else would lead astray.
  const problems = inSight
    ? read.value.problems
    : read.value.problems.map(({ path, expected, came, kept }) => ({ path, expected, came, kept }));
  return ok({ kind: 'pipeline', from, document: { ...read.value, problems }, assets });
}

function inProgram(text: string): Result<Detected> | null {
  for (const { program, marks } of programLanguages) {
    const read = pipelineInProgram(text, marks);
    if (read) return as(program, read, assetsInProgram(text));
  }
  return null;
}

function inReport(text: string): Result<Detected> | null {
  const document = pipelineInReport(text);
  return document === null ? null : as('report', readJson(document));
}

/** A link, alone or in a message around it. Longer texts are no messages. */
function inMessage(text: string): Result<Detected> | null {
  const link = text.length > maxMessage ? null : linkIn(text.trim());
  return link === null ? null : as('link', readLink(link));
}

function inHistory(text: string): Result<Detected> {
  const read = readHistoryText(text);
  return read.ok ? ok({ kind: 'history', history: read.value }) : read;
}

/** A page of a gallery: with all of it inside, or a part that is nothing without the rest. */
function inGallery(text: string): Result<Detected> | null {
  if (isPublishedPage(text)) return ok({ kind: 'published' });
  if (!isPageBeside(text)) return null;
  return fail(
    appError('CFG-NONE', 'It is the page of a published gallery, whose pictures lie beside it.', {
      advice: 'Drop the zip that it came in.',
    }),
  );
}

function inJson(text: string): Result<Detected> | null {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    // A report may be larger than a document.
    return yamlBraces.test(text) ? as('YAML', readYaml(text)) : (inReport(text) ?? parsed);
  }
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if (Object.hasOwn(value, 'pipette-collection')) return ok({ kind: 'collection', text });
  if (isHistory(value)) return inHistory(text);
  if (documentKeys.some((key) => Object.hasOwn(value, key))) return as('JSON', readJson(text));
  return inReport(text);
}

/**
 * Reads what a text holds, whatever its file is called: a document as JSON or YAML, a program, a
 * report, a published gallery, a collection of presets, a history, a link. Null when it is nothing of
 * the kind; a failure when it is, but cannot be read.
 */
export function readText(text: string): Result<Detected> | null {
  if (collectionHead.test(text)) return ok({ kind: 'collection', text });
  if (isHistoryText(text)) return inHistory(text);
  const program = inProgram(text);
  if (program) return program;
  const gallery = inGallery(text);
  if (gallery) return gallery;
  if (/^\ufeff?\s*[{[]/u.test(text)) return inJson(text);
  if (commentHead.test(text) && quotedKey.test(text)) return inJson(text);
  return (
    inReport(text) ?? (yamlKey.test(text) ? as('YAML', readYaml(text)) : null) ?? inMessage(text)
  );
}
