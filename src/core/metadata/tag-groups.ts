// Which tag is about what. Apart from the groups, which the first screen needs without these tables.
import type { MetadataGroup } from './groups';

/**
 * Names of EXIF tags by group, with their numbers in hex (Exif 3.0, tables 4 to 17). All of the
 * directory of GPS are of the location.
 */
export const exifTable: readonly (readonly [MetadataGroup, string])[] = [
  [
    'camera',
    'Make:010f Model:0110 ExposureTime:829a FNumber:829d ExposureProgram:8822 ' +
      'ISOSpeedRatings:8827 PhotographicSensitivity:8827 SensitivityType:8830 ' +
      'RecommendedExposureIndex:8832 StandardOutputSensitivity:8831 ISOSpeed:8833 ' +
      'ShutterSpeedValue:9201 ApertureValue:9202 BrightnessValue:9203 ExposureBiasValue:9204 ' +
      'MaxApertureValue:9205 SubjectDistance:9206 MeteringMode:9207 LightSource:9208 Flash:9209 ' +
      'FocalLength:920a SubjectArea:9214 FlashEnergy:a20b FocalPlaneXResolution:a20e ' +
      'FocalPlaneYResolution:a20f FocalPlaneResolutionUnit:a210 SubjectLocation:a214 ' +
      'ExposureIndex:a215 SensingMethod:a217 FileSource:a300 SceneType:a301 CFAPattern:a302 ' +
      'CustomRendered:a401 ExposureMode:a402 WhiteBalance:a403 DigitalZoomRatio:a404 ' +
      'FocalLengthIn35mmFilm:a405 SceneCaptureType:a406 GainControl:a407 Contrast:a408 ' +
      'Saturation:a409 Sharpness:a40a SubjectDistanceRange:a40c LensSpecification:a432 ' +
      'LensMake:a433 LensModel:a434 Gamma:a500 SpectralSensitivity:8824 CompositeImage:a460 ' +
      'CFAPattern2:828e CFARepeatPatternDim:828d OECF:8828 SpatialFrequencyResponse:a20c ' +
      'TIFFEPStandardID:9216',
  ],
  [
    'date',
    'DateTime:0132 DateTimeOriginal:9003 DateTimeDigitized:9004 SubSecTime:9290 ' +
      'SubSecTimeOriginal:9291 SubSecTimeDigitized:9292 SubsecTime:9290 SubsecTimeOriginal:9291 ' +
      'SubsecTimeDigitized:9292 OffsetTime:9010 OffsetTimeOriginal:9011 ' +
      'OffsetTimeDigitized:9012',
  ],
  ['author', 'Artist:013b Copyright:8298 XPAuthor:9c9d Photographer:a437 ImageEditor:a438'],
  [
    'description',
    'ImageDescription:010e UserComment:9286 XPTitle:9c9b XPComment:9c9c XPKeywords:9c9e ' +
      'XPSubject:9c9f ImageTitle:a436 Rating:4746 RatingPercent:4749 DocumentName:010d',
  ],
  [
    'software',
    'Software:0131 ProcessingSoftware:000b HostComputer:013c CameraFirmware:a439 ' +
      'RAWDevelopingSoftware:a43a',
  ],
  [
    'identifiers',
    'BodySerialNumber:a431 LensSerialNumber:a435 CameraOwnerName:a430 ImageUniqueID:a420 ' +
      'OwnerName:fde8 SerialNumber:fde9',
  ],
  ['maker-notes', 'MakerNote:927c'],
];

/** Tags that say how to read the file; they stay with whatever stays. */
const structural: ReadonlySet<string> = new Set(
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
const exifNames = (
  pick: (words: string) => string,
): readonly (readonly [MetadataGroup, string])[] =>
  exifTable.map(([group, words]) => [group, words.split(' ').map(pick).join(' ')]);
const exifGroups = indexOf(exifNames((words) => words.split(':')[0] ?? ''));
const exifNumbers = indexOf(exifNames((words) => words.split(':')[1] ?? ''));
const xmpGroups = indexOf(xmpTable);

/** Returns the group of a tag of EXIF's first two directories by its number. */
export const groupOfExifNumber = (tag: number): MetadataGroup =>
  exifNumbers.get(tag.toString(16).padStart(4, '0')) ?? 'other';

/**
 * Returns the group of an EXIF tag, or 'structure' for what says how to read the file.
 * @param tag its name in the standard
 */
export const exifGroup = (tag: string, number: number): MetadataGroup | 'structure' =>
  structural.has(tag)
    ? 'structure'
    : tag.startsWith('GPS')
      ? 'location'
      : groupOfExifNumber(number);

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
