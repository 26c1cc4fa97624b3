import { count } from '../../base/words';
import type { ListedPicture } from './list';
import type { OpenedGallery } from './read-published';

const shared = (texts: readonly string[]): string =>
  texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : '';

/** Returns several galleries as one, which says of them what is true of all; one alone as it is. */
export function joinGalleries(
  galleries: readonly [OpenedGallery, ...OpenedGallery[]],
): OpenedGallery {
  const [first, ...others] = galleries;
  if (others.length === 0) return first;
  const facts = galleries.map((gallery) => gallery.facts);
  const origin = new Map<ListedPicture, OpenedGallery>(
    galleries.flatMap((gallery) =>
      gallery.pictures.map((picture): [ListedPicture, OpenedGallery] => [picture, gallery]),
    ),
  );
  return {
    facts: {
      title: count(galleries.length, 'published gallery', 'published galleries'),
      author: shared(facts.map(({ author }) => author)),
      licence: shared(facts.map(({ licence }) => licence)),
      text: '',
      address: null,
    },
    pictures: [...origin.keys()],
    refused: galleries.reduce((sum, { refused }) => sum + refused, 0),
    file: (picture, part) => (origin.get(picture) ?? first).file(picture, part),
  };
}
