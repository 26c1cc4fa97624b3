import type { Histogram } from '../picture/histogram';
import type { CameraFacts } from '../naming/tokens';
import type { Group } from '../operations/define';
import type { Flag } from '../set/set';
import type { Similarity } from '../picture/ssim';
import type { PaletteColour } from '../picture/palette';
import type { Profile } from '../engine/profile';

/** The version of the facts, which the JSON report states. */
export const factsVersion = 1;

/** Where the JSON Schema of the JSON report is served, relative to the site. */
export const reportSchemaPath = `schema/report-${factsVersion}.json`;

/** What the browser says of itself; null where it says nothing. */
export interface Environment {
  /** Such as "Chromium 156 on Linux". */
  readonly browser: string;
  readonly cores: number | null;
  /** GB as the browser tells them, rounded and capped by it. */
  readonly memoryGb: number | null;
  readonly pipette: string;
  readonly libvips: string | null;
  /** Threads that one job of the engine may use. */
  readonly threads: number | null;
}

/** The picture that the pipeline was used on. Sizes in pixels. */
export interface ReportSource {
  /** Null unless the person wants it shown; the same for `camera`. */
  readonly name: string | null;
  readonly camera: CameraFacts | null;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly bitsPerBand: 8 | 16;
  readonly fileBytes: number;
  /** Of the file, in hex; null until it is computed. */
  readonly sha256: string | null;
  /** What is unusual about the file, in sentences. */
  readonly notices: readonly string[];
}

/** One parameter of a step or of an encoder. */
export interface ReportParameter {
  /** As documents call it. */
  readonly name: string;
  readonly label: string;
  readonly value: unknown;
  /** The value in words, with its unit. */
  readonly text: string;
  /** `#rrggbb` when the value is a colour. */
  readonly colour: string | null;
}

/** What a picture is like after a step, at full size. Sizes in pixels, memory in bytes. */
export interface ReportOutput {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly bitsPerBand: 8 | 16;
  readonly bytes: number;
  readonly histogram: Histogram;
  readonly palette: readonly PaletteColour[];
}

/** What a step cost in the last preview, which works on a smaller copy. */
export interface PreviewCost {
  readonly milliseconds: number;
  readonly cached: boolean;
}

export interface ReportStep {
  /** From 1. */
  readonly number: number;
  readonly id: string;
  readonly operation: string;
  /** The operation's name on screen. */
  readonly label: string;
  readonly group: Group | null;
  /** The person's own name for the step. */
  readonly name: string | null;
  readonly note: string | null;
  /** Whether the step did something: 'nothing' at values that change no pixel. */
  readonly state: 'on' | 'off' | 'nothing' | 'unknown';
  /** What was done, in a sentence. */
  readonly sentence: string;
  /** What the operation does, and what one would use it for. */
  readonly summary: string;
  readonly purpose: string;
  readonly parameters: readonly ReportParameter[];
  /** Changes worth trying, in sentences. */
  readonly tries: readonly string[];
  /** Null for a step that did nothing. */
  readonly output: ReportOutput | null;
  readonly preview: PreviewCost | null;
}

/** The file that an export writes. */
export interface ReportExport {
  /** Null unless the person wants names shown. */
  readonly name: string | null;
  readonly format: string;
  readonly label: string;
  readonly settings: readonly ReportParameter[];
  /** What happens to the size of the picture, in words. */
  readonly sizing: string;
  readonly metadata: string;
  /** What is known once the file has been made. */
  readonly file: ReportFile | null;
}

export interface ReportFile {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
  readonly quality: number | null;
  readonly milliseconds: number;
  /** How alike the file is to the picture that was encoded; null when that was not measured. */
  readonly likeness: {
    /** Structural similarity of lightness. */
    readonly ssim: Similarity;
    /** Over all colours, 0 to 65,025. */
    readonly meanSquaredError: number;
    /** In decibels; null for files whose pixels are equal. */
    readonly psnr: number | null;
  } | null;
}

/** What one picture of a set has of a step otherwise than the others. */
export interface ReportOwnStep extends Pick<
  ReportStep,
  'number' | 'id' | 'operation' | 'name' | 'label'
> {
  /** Those that differ. */
  readonly parameters: readonly ReportParameter[];
}

/** A picture of the set that somebody judged, or that has values of its own. */
export interface ReportSetPicture {
  /** Its place in the set, from 1. */
  readonly number: number;
  /** With its folder; null unless the person wants names shown. */
  readonly name: string | null;
  /** Whether the report is about this one. */
  readonly isOpen: boolean;
  /** 0 to 5 stars. */
  readonly rating: number;
  readonly flag: Flag;
  readonly steps: readonly ReportOwnStep[];
}

/** The set that the picture is one of. */
export interface ReportSet {
  /** How many pictures it has. */
  readonly size: number;
  readonly pictures: readonly ReportSetPicture[];
  /** How many more there would be something to say of. */
  readonly leftOut: number;
}

/** A change of the pipeline that was tried and measured before it is suggested. */
export interface ReportSuggestion {
  readonly title: string;
  readonly detail: string;
  /** Medians, in milliseconds. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** How often each was run. */
  readonly runs: number;
  /** How the result changes; null when its size does. */
  readonly similarity: Similarity | null;
  /** The largest difference of any 8-bit value; null when the size of the result changes. */
  readonly mostDifference: number | null;
}

/** What was measured about speed. */
export interface SpeedFacts {
  readonly profile: Profile | null;
  /** Null when nobody looked for any. */
  readonly suggestions: readonly ReportSuggestion[] | null;
}

/** Everything that reports are made of. Plain data. */
export interface ReportFacts extends SpeedFacts {
  /** The pipeline's name. */
  readonly title: string;
  readonly description: string | null;
  /** When the report was made, ISO 8601 in UTC. */
  readonly made: string;
  readonly environment: Environment;
  readonly source: ReportSource;
  /** The source as the pipeline gets it; null until it is known. */
  readonly sourceOutput: ReportOutput | null;
  readonly steps: readonly ReportStep[];
  readonly export: ReportExport;
  /** Null where the picture is not one of a set. */
  readonly set: ReportSet | null;
  /** Scale of the copy that previews, histograms and colours come from, 0 to 1. */
  readonly previewScale: number | null;
  /** The most memory that the engine was seen to take, in bytes. */
  readonly engineBytes: number | null;
  /** Opens the pipeline in Pipette. */
  readonly link: string | null;
  /** The pipeline as JSON text, as documents are written. */
  readonly document: string;
}
