/**
 * The limits that more than one room knows of, or that a person may meet; what only one file needs
 * stands in that file. The About page shows those that people meet. MP is one million pixels.
 */
const MiB = 1024 * 1024;

/** Bytes of UTF-8 that one segment of a file name may take (most file systems hold 255). */
export const fileNameBytes = 120;

/**
 * A packet of XMP: nodes, levels of nesting, attributes of a tag, names that it brings into scope,
 * and nodes on the levels of properties. Packets with tens of thousands of ancestors are known.
 */
export const xmpLimits = {
  nodes: 50_000,
  depth: 100,
  attributes: 500,
  names: 1_000,
  properties: 1_500,
} as const;

export const limits = {
  /** Largest image file that is read, in bytes. */
  fileBytes: 256 * MiB,
  /** Above this many pixels (width x height x frames) the person is asked first. */
  questionPixels: 100e6,
  /** Above this many pixels a picture is refused. */
  refusalPixels: 400e6,
  /** The same two on a small device: iOS, or 4 GB of memory or less. */
  smallDevice: { questionPixels: 24e6, refusalPixels: 100e6 },
  /** Bands (channels) a picture may have, as in sharp's limitInputChannels. */
  bands: 5,
  /** Longest side of a picture that is read, in pixels (libvips' own coordinate limit is larger). */
  sidePixels: 100_000,
  /** Longest side a vector picture is drawn at, in pixels. */
  rasterSide: 4_096,
  /** What reading a header may cost: bytes and reads from the file, bytes per read. */
  header: { bytes: 4 * MiB, reads: 256, pageBytes: 16 * 1024 },
  /**
   * What is looked for in a whole file before a decoder gets it: bytes of a PNG's comments once they
   * are unpacked, and how deep the elements of an SVG stand inside each other (the decoder's stack
   * holds 300).
   */
  contents: { textBytes: 16 * MiB, depth: 256 },
  fileNameBytes,
  /** wasm memory never grows past this many bytes (32,768 pages of 64 KiB). */
  engineBytes: 2048 * MiB,
  /** Share of `engineBytes` that a forecast job may take, the rest is for buffers we cannot see. */
  engineShare: 0.75,
  /** Longest side of the working copy that previews are made from, in pixels. */
  proxySide: 1280,
  /** Longest side the working copy may grow to when a crop leaves little of it, in pixels. */
  maxProxySide: 2560,
  /** Longest side of a part that is shown with real pixels, in pixels. */
  regionSide: 4096,
  /** Longest side that a watermark picture is kept at, in pixels. */
  assetSide: 1024,
  /** Bytes that step results kept for previews may take: for a usual pipeline, and for the longest. */
  previewCacheBytes: { usual: 64 * MiB, most: 192 * MiB },
  /** A job that shows no sign of life for this long is ended, in milliseconds. */
  jobSilence: 30_000,
  /** A job is ended after this long, in milliseconds, unless its encoder is known to take longer. */
  jobTotal: 600_000,
  /**
   * An engine that is starting and shows no life for this long is given up for another, in
   * milliseconds; each try has twice the patience of the one before. On a busy machine healthy ones
   * were silent for up to 8 s.
   */
  engineStart: 30_000,
  /** How often an engine is tried to be started. */
  engineTries: 3,
  /** After a cancel that is not obeyed within this time the worker is replaced, in milliseconds. */
  cancelGrace: 1_000,
  /** A worker is replaced after this many jobs... */
  recycleJobs: 50,
  /** ...or after being idle for this long once a big job is done, in milliseconds. */
  recycleIdle: 10_000,
  /**
   * A pipeline document: bytes of text, nesting, lists and objects, steps, length of strings and
   * names. Lists and objects are what parsers take longest for, and a point of a curve has 14 bytes.
   */
  document: {
    bytes: MiB,
    depth: 20,
    lists: 100_000,
    steps: 200,
    stringLength: 1_000,
    nameLength: 120,
  },
  /** What the JSON of a report may be, which has a document in it: nesting, lists and objects. */
  report: { depth: 40, lists: 400_000 },
  /**
   * Line ends, commas and brackets of a document in YAML, whose parser takes microseconds for each:
   * the largest pipeline there can be, 200 steps that hide 50 areas each, has 42,000.
   */
  yamlMarks: 50_000,
  /**
   * A link: characters of the hash that are read and bytes that they may unpack to; characters of
   * the whole address from which the person is warned (Teams cuts there) and that are never passed;
   * up to where a QR code is easy to read and where Slack cuts.
   */
  link: {
    hashLength: 32 * 1024,
    inflatedBytes: 256 * 1024,
    warnLength: 2_000,
    maxWrite: 8_000,
    qrEasy: 500,
    slack: 4_000,
  },
  /**
   * What pipelines come in: bytes of a program or report, which may carry pictures; bytes at either
   * end of a picture that are searched for a pipeline; bytes of what a picture says about itself.
   */
  carrier: { textBytes: 16 * MiB, searchedBytes: 2 * MiB, xmpBytes: 4 * MiB },
  xmp: xmpLimits,
  /**
   * Reading what a picture tells: numbers that are read, bytes that packed texts may have in all,
   * and packets of XMP.
   */
  metadata: { reads: 3_000_000, inflatedBytes: 4 * MiB, packets: 64 },
  /** Files that an archive may list, bytes of that list, and bytes of the list in a backup... */
  archive: { entries: 4_096, directoryBytes: MiB, backupBytes: 64 * MiB },
  /** ...and its nesting, lists and objects. */
  backup: { depth: 40, lists: 1_000_000 },
  /** Presets: asked parameters of one, presets of one collection file, presets that are kept. */
  preset: { asks: 50, collection: 1_000, kept: 1_000 },
  /** Steps that undo remembers. */
  undo: 200,
  /** Longest side each output format can hold, in pixels. */
  outputSide: {
    jpeg: 65_500,
    png: 65_535,
    webp: 16_383,
    tiff: 65_535,
    avif: 16_384,
    jxl: 65_535,
    gif: 65_535,
  },
} as const;
