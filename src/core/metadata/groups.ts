/** What a piece of metadata is about. */
export const metadataGroups = [
  { id: 'camera', label: 'Camera and exposure' },
  { id: 'date', label: 'Date and time' },
  { id: 'location', label: 'Location' },
  { id: 'author', label: 'Author and copyright' },
  { id: 'description', label: 'Description and keywords' },
  { id: 'software', label: 'Software and edits' },
  { id: 'identifiers', label: 'Serial numbers and IDs' },
  { id: 'maker-notes', label: 'Maker notes' },
  { id: 'other', label: 'Everything else' },
] as const;

export type MetadataGroup = (typeof metadataGroups)[number]['id'];

/** What somebody could learn who gets the file; null for nothing about a person. */
export type Risk = 'place' | 'person' | 'serial number';

const risks: Readonly<Partial<Record<MetadataGroup, Risk>>> = {
  location: 'place',
  author: 'person',
  identifiers: 'serial number',
  // Makers write serial numbers, names and places there, each in a way of its own.
  'maker-notes': 'serial number',
};

/** Returns the risk of a group. */
export const riskOf = (group: MetadataGroup): Risk | null => risks[group] ?? null;

/** Ways to choose what stays; 'own' is a choice of groups. */
export const metadataPolicies = ['safe', 'all', 'copyright', 'none', 'own'] as const;
export type MetadataPolicy = (typeof metadataPolicies)[number];

/** The groups that the policies keep. */
const kept: Readonly<Record<Exclude<MetadataPolicy, 'own'>, readonly MetadataGroup[]>> = {
  safe: ['camera', 'date', 'author', 'description', 'software'],
  all: metadataGroups.map(({ id }) => id),
  copyright: ['author'],
  none: [],
};

/** Returns the groups that stay. @param own the choice of groups for the policy 'own' */
export const keptGroups = (
  policy: MetadataPolicy,
  own: readonly MetadataGroup[],
): ReadonlySet<MetadataGroup> => new Set(policy === 'own' ? own : kept[policy]);

/** Names of EXIF tags by group (Exif 3.0, tables 4 to 17); those of GPS all begin with "GPS". */
export const exifTable: readonly (readonly [MetadataGroup, string])[] = [
  [
    'camera',
    'Make Model ExposureTime FNumber ExposureProgram ISOSpeedRatings PhotographicSensitivity ' +
      'SensitivityType RecommendedExposureIndex StandardOutputSensitivity ISOSpeed ' +
      'ShutterSpeedValue ApertureValue BrightnessValue ExposureBiasValue MaxApertureValue ' +
      'SubjectDistance MeteringMode LightSource Flash FocalLength SubjectArea FlashEnergy ' +
      'FocalPlaneXResolution FocalPlaneYResolution FocalPlaneResolutionUnit SubjectLocation ' +
      'ExposureIndex SensingMethod FileSource SceneType CFAPattern CustomRendered ExposureMode ' +
      'WhiteBalance DigitalZoomRatio FocalLengthIn35mmFilm SceneCaptureType GainControl Contrast ' +
      'Saturation Sharpness SubjectDistanceRange LensSpecification LensMake LensModel Gamma ' +
      'SpectralSensitivity CompositeImage CFAPattern2 CFARepeatPatternDim OECF ' +
      'SpatialFrequencyResponse TIFFEPStandardID',
  ],
  [
    'date',
    'DateTime DateTimeOriginal DateTimeDigitized SubSecTime SubSecTimeOriginal ' +
      'SubSecTimeDigitized SubsecTime SubsecTimeOriginal SubsecTimeDigitized OffsetTime ' +
      'OffsetTimeOriginal OffsetTimeDigitized',
  ],
  ['author', 'Artist Copyright XPAuthor Photographer ImageEditor'],
  [
    'description',
    'ImageDescription UserComment XPTitle XPComment XPKeywords XPSubject ImageTitle Rating ' +
      'RatingPercent DocumentName',
  ],
  ['software', 'Software ProcessingSoftware HostComputer CameraFirmware RAWDevelopingSoftware'],
  [
    'identifiers',
    'BodySerialNumber LensSerialNumber CameraOwnerName ImageUniqueID OwnerName SerialNumber',
  ],
  ['maker-notes', 'MakerNote'],
];

/** Tags that say how to read the file; they stay with whatever stays. */
export const structural: ReadonlySet<string> = new Set(
  (
    'Orientation XResolution YResolution ResolutionUnit YCbCrPositioning ExifVersion ' +
    'ComponentsConfiguration CompressedBitsPerPixel FlashpixVersion ColorSpace PixelXDimension ' +
    'PixelYDimension InteroperabilityIndex InteroperabilityVersion ExifTag GPSTag ' +
    // How TIFF lays pixels out, and the containers of other metadata.
    'ImageWidth ImageLength BitsPerSample Compression PhotometricInterpretation SamplesPerPixel ' +
    'RowsPerStrip StripOffsets StripByteCounts PlanarConfiguration Predictor SampleFormat ' +
    'ExtraSamples JPEGTables YCbCrSubSampling ReferenceBlackWhite TileWidth TileLength ' +
    'TileOffsets TileByteCounts SubfileType NewSubfileType InterColorProfile ICC_Profile ' +
    'ApplicationNotes IPTC-NAA ImageResources PhotoshopSettings'
  ).split(' '),
);

/** Names of XMP properties by group, without their prefix. */
export const xmpTable: readonly (readonly [MetadataGroup, string])[] = [
  [
    'author',
    'creator rights Creator Rights Marked WebStatement UsageTerms Owner CreatorContactInfo Credit ' +
      'AuthorsPosition CaptionWriter CopyrightOwner Licensor Artist Copyright',
  ],
  [
    'description',
    'title description subject Headline Rating Label hierarchicalSubject Keywords Title ' +
      'Description Subject TransmissionReference Instructions Category SupplementalCategories',
  ],
  [
    'date',
    'CreateDate ModifyDate MetadataDate DateCreated date DateTimeOriginal DateTimeDigitized',
  ],
  ['software', 'CreatorTool Software History ProcessVersion Pipeline Pixels'],
  [
    'location',
    'City State Country Location CountryCode LocationShown LocationCreated Sublocation ' +
      'ProvinceState CountryName WorldRegion SubLocation RegionAppliedToDimensions Position',
  ],
  [
    'identifiers',
    'DocumentID InstanceID OriginalDocumentID SerialNumber LensSerialNumber OwnerName ' +
      'ImageUniqueID DerivedFrom Identifier identifier PersonInImage RegionInfo Regions ' +
      'CameraSerialNumber BodySerialNumber LensID DigitalImageGUID',
  ],
  ['camera', 'Lens LensInfo LensModel ImageNumber FlashCompensation'],
];

const indexOf = (
  table: readonly (readonly [MetadataGroup, string])[],
): ReadonlyMap<string, MetadataGroup> =>
  new Map(
    table.flatMap(([group, names]) => names.split(' ').map((name) => [name, group] as const)),
  );
const exifGroups = indexOf(exifTable);
const xmpGroups = indexOf(xmpTable);

/** Returns the group of an EXIF tag by its name in the standard, such as "LensModel". */
export const groupOfExif = (tag: string): MetadataGroup =>
  tag.startsWith('GPS') ? 'location' : (exifGroups.get(tag) ?? 'other');

/** Returns the group of an XMP property by its name without a prefix, such as "CreatorTool". */
export function groupOfXmp(property: string): MetadataGroup {
  if (/gps|latitude|longitude|altitude/i.test(property)) return 'location';
  if (/serial|uniqueid|guid/i.test(property)) return 'identifiers';
  return xmpGroups.get(property) ?? exifGroups.get(property) ?? 'other';
}

/** Numbers of IPTC datasets of record 2 by group (IPTC-IIM 4.2). */
export const iptcTable: readonly (readonly [MetadataGroup, string])[] = [
  ['author', '80 85 110 115 116 118 122'],
  ['description', '3 4 5 7 10 12 15 20 22 25 40 105 120 121'],
  ['date', '30 35 37 38 47 50 55 60 62 63'],
  ['location', '26 27 90 92 95 100 101'],
  ['software', '65 70'],
  ['identifiers', '103 184 185 186 187 188'],
];
const iptcGroups = indexOf(iptcTable);

/** Returns the group of a dataset of IPTC's record 2. */
export const groupOfIptc = (dataset: number): MetadataGroup =>
  iptcGroups.get(String(dataset)) ?? 'other';

/** Keywords of texts in PNG files by group, in small letters (PNG 3, 11.3.3.1). */
export const pngTable: readonly (readonly [MetadataGroup, string])[] = [
  ['author', 'author copyright'],
  ['description', 'title description comment'],
  // Spelt "Creation Time" in files.
  ['date', 'creation-time'],
  ['software', 'software'],
];
const pngGroups = indexOf(pngTable);

/** Returns the group of a text in a PNG file by its keyword. */
export const groupOfPngText = (keyword: string): MetadataGroup =>
  pngGroups.get(keyword.toLowerCase().replace(' ', '-')) ?? 'other';
