import { parsePipeline } from './parse';
import type { Pipeline } from './pipeline';

/** Why a version was kept. */
export const versionReasons = {
  asked: 'kept by you',
  exported: 'exported',
  replaced: 'before it was replaced',
  branch: 'undone, then something else was done',
} as const;
export type VersionReason = keyof typeof versionReasons;

/** A pipeline as it was at one time. */
export interface Version {
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly reason: VersionReason;
  readonly pipeline: Pipeline;
}

/** Versions that are kept; the oldest that nobody asked for go first. */
export const maxVersions = 100;

/** Reads a version from storage; null for what is none. */
export function parseVersion(id: string, input: unknown): Version | null {
  if (typeof input !== 'object' || input === null) return null;
  const fields = new Map<string, unknown>(Object.entries(input));
  const at = fields.get('at');
  const reasons: readonly string[] = Object.keys(versionReasons);
  const reason = fields.get('reason');
  const pipeline = parsePipeline(fields.get('pipeline'));
  if (typeof at !== 'number' || !Number.isFinite(at) || !pipeline.ok) return null;
  if (typeof reason !== 'string' || !reasons.includes(reason)) return null;
  return { id, at, reason: reason as VersionReason, pipeline: pipeline.value };
}
