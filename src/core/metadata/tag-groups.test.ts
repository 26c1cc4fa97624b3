import { expect, test } from 'vitest';
import {
  exifGroup,
  groupOfExifNumber,
  groupOfIptc,
  groupOfPngText,
  groupOfXmp,
} from './tag-groups';

test.each([
  [0x010f, 'camera'],
  [0x829a, 'camera'],
  [0x9202, 'camera'],
  [0xa217, 'camera'],
  [0x9003, 'date'],
  [0x9011, 'date'],
  [0x013b, 'author'],
  [0x9c9c, 'description'],
  [0x4746, 'description'],
  [0x000b, 'software'],
  [0xa431, 'identifiers'],
  [0x927c, 'maker-notes'],
  [0xbeef, 'other'],
] as const)('the EXIF tag %i is of %s', (tag, group) => {
  expect(groupOfExifNumber(tag)).toBe(group);
});

test('names say what is structure or of the location; all else goes by numbers', () => {
  expect(exifGroup('Orientation', 0x0112)).toBe('structure');
  expect(exifGroup('BitsPerSample', 0x0102)).toBe('structure');
  expect(exifGroup('StripOffsets', 0x0111)).toBe('structure');
  expect(exifGroup('ImageResources', 0x8649)).toBe('structure');
  expect(exifGroup('GPSLatitude', 2)).toBe('location');
  expect(exifGroup('Whatever', 0x829a)).toBe('camera');
});

test.each([
  ['creator', 'author'],
  ['AuthorsPosition', 'author'],
  ['subject', 'description'],
  ['Description', 'description'],
  ['CreateDate', 'date'],
  ['History', 'software'],
  ['City', 'location'],
  ['ProvinceState', 'location'],
  ['DestLatitude', 'location'],
  ['gpsAltitudeRef', 'location'],
  ['DocumentID', 'identifiers'],
  ['PersonInImage', 'identifiers'],
  ['InternalSerialCode', 'identifiers'],
  ['RawUniqueID', 'identifiers'],
  ['LensInfo', 'camera'],
  // As EXIF calls them.
  ['FNumber', 'camera'],
  ['Whatever', 'other'],
] as const)('the XMP property %s is of %s', (property, group) => {
  expect(groupOfXmp(property)).toBe(group);
});

test.each([
  [80, 'author'],
  [105, 'description'],
  [55, 'date'],
  [90, 'location'],
  [65, 'software'],
  [187, 'identifiers'],
  [200, 'other'],
] as const)('the IPTC dataset %i is of %s', (dataset, group) => {
  expect(groupOfIptc(dataset)).toBe(group);
});

test.each([
  ['Author', 'author'],
  ['COPYRIGHT', 'author'],
  ['Title', 'description'],
  ['Creation Time', 'date'],
  ['Software', 'software'],
  ['Warning', 'other'],
] as const)('the PNG text %s is of %s', (keyword, group) => {
  expect(groupOfPngText(keyword)).toBe(group);
});
