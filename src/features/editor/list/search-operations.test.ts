import { describe, expect, it } from 'vitest';
import { defineOperation, type Group, type Operation } from '../../../core/operations/define';
import { searchOperations, typos } from './search-operations';

const operation = (label: string, group: Group, summary: string, keywords: string[]): Operation =>
  defineOperation({
    id: label.toLowerCase().replaceAll(' ', '-'),
    label,
    group,
    summary,
    keywords,
    icon: 'sun',
    example: { text: 'An example.' },
    source: 'none',
    reads: 'in-order',
    parameters: {},
    build: (image) => image,
    brief: () => '',
    sentence: () => '',
  });

const list = [
  operation('Exposure', 'light', 'Makes the picture lighter or darker.', ['brightness', 'EV']),
  operation('Sharpen', 'detail', 'Makes edges crisper.', ['unsharp mask']),
  operation('Crop', 'geometry', 'Keeps a part of the picture.', ['cut', 'trim']),
  operation('White balance', 'colour', 'Takes a colour cast away.', ['temperature', 'tint']),
  operation('Saturation', 'colour', 'Makes colours stronger or weaker.', ['vivid']),
  operation('Contrast', 'light', 'Moves light and dark apart.', ['curve']),
];

const find = (query: string): string[] =>
  searchOperations(list, query).flatMap(({ operations }) => operations.map(({ label }) => label));

describe('searchOperations', () => {
  it('lists everything by group in declared order when nothing is typed', () => {
    expect(searchOperations(list, ' ').map(({ group }) => group)).toEqual([
      'geometry',
      'light',
      'colour',
      'detail',
    ]);
    expect(find('')).toEqual([
      'Crop',
      'Exposure',
      'Contrast',
      'White balance',
      'Saturation',
      'Sharpen',
    ]);
  });

  it('finds by label, keyword, summary and group, the label first', () => {
    expect(find('expo')).toEqual(['Exposure']);
    expect(find('brightness')).toEqual(['Exposure']);
    expect(find('crisper')).toEqual(['Sharpen']);
    expect(find('geometry')).toEqual(['Crop']);
    expect(find('c')[0]).toBe('Crop');
  });

  it('wants every word', () => {
    expect(find('white tint')).toEqual(['White balance']);
    expect(find('white crop')).toEqual([]);
  });

  it('forgives a typing mistake, but not in short words', () => {
    expect(find('exposrue')).toEqual(['Exposure']);
    expect(find('sharpan')).toEqual(['Sharpen']);
    expect(find('satration')).toEqual(['Saturation']);
    expect(find('crxp')).toEqual(['Crop']);
    expect(find('xyz')).toEqual([]);
  });
});

describe('typos', () => {
  it('counts letters left out, added, mistaken and swapped', () => {
    expect(typos('crop', 'crop')).toBe(0);
    expect(typos('crp', 'crop')).toBe(1);
    expect(typos('croop', 'crop')).toBe(1);
    expect(typos('crap', 'crop')).toBe(1);
    expect(typos('corp', 'crop')).toBe(1);
    expect(typos('', 'crop')).toBe(4);
  });
});
