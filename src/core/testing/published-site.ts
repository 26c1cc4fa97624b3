import type { GalleryEntry } from '../gallery/entry';
import {
  publishedEntry,
  type PublishedPicture,
  type ShownFile,
  type Site,
} from '../gallery/publish/site';
import type { Pipeline } from '../pipeline/pipeline';
import { galleryEntry, galleryFile, pipelineOf } from './gallery-entries';

// Help for tests only: galleries to publish.

/** Returns a picture as it is published: its files lie where `addressOf` says; for null there is none. */
export function publishedPicture(
  entry: GalleryEntry,
  addressOf: (part: string) => string | null,
): PublishedPicture {
  const { files } = entry;
  const shown = (part: 'picture' | 'small' | 'before'): ShownFile | undefined => {
    const file = files[part];
    return file && { ...file, address: addressOf(part) ?? '' };
  };
  const [picture, small, before] = [shown('picture'), shown('small'), shown('before')];
  const middle = addressOf('middle');
  if (!picture || !small) throw new Error('files');
  return {
    entry: publishedEntry(entry, files),
    from: 'f'.repeat(64),
    link: 'https://pipette.example/#1.p.x',
    picture,
    small,
    ...(middle === null
      ? {}
      : {
          middle: {
            ...picture,
            address: middle,
            width: picture.width >> 1,
            height: picture.height >> 1,
          },
        }),
    ...(before ? { before } : {}),
  };
}

/** Returns a pipeline with what a person, and the app, say of it for themselves. */
const privateWords = (pipeline: Pipeline, name: string): Pipeline => ({
  name,
  description: 'Secret description',
  created: '2026-11-26T17:30:00Z',
  origin: { id: 'secret-preset', name: 'Secret preset', fingerprint: '0badcafe' },
  steps: pipeline.steps.map((step) => ({
    ...step,
    name: 'Secret step',
    note: 'Secret note',
    ...(step.operation === 'sepia' ? { enabled: false } : {}),
  })),
});

/** Returns a site of pictures with these texts on all of them. */
export function siteOf(
  texts: Partial<Record<'title' | 'caption' | 'tag' | 'name', string>> = {},
): Site {
  const {
    title = 'Two moons',
    caption = 'Before the rain came.',
    tag = 'Wildlife',
    name = 'A look',
  } = texts;
  const entries = [1, 2, 3, 4, 5].map((number) =>
    galleryEntry(number, {
      title,
      ...(number === 1 ? {} : { caption }),
      tags: number === 2 ? [tag, 'Harbour'] : [tag],
      pipeline: privateWords(pipelineOf('exposure', 'sepia'), name),
      made: { format: 'jpeg', width: 7_777, height: 5_555, bytes: 9_876_543 },
      source: 'grandma-at-home.jpg',
      camera: { camera: 'Secret Camera 9' },
      taken: '2026-11-27T14:32:05',
      version: { id: '00000000000000aa', parents: [] },
      files: {
        picture: galleryFile(3 * number),
        small: galleryFile(3 * number + 1, { width: 480, height: 320 }),
        ...(number === 3 ? {} : { before: galleryFile(3 * number + 2, { type: 'image/webp' }) }),
      },
    }),
  );
  return {
    title: texts.title ?? 'Owls and other neighbours',
    author: texts.title ?? 'Ada Example',
    licence: 'CC BY 4.0',
    text: texts.caption ?? 'A walk\nby the water.',
    address: 'https://example.org/owls/',
    made: '2026-11-27T10:00:00.000Z',
    app: 'https://pipette.example/',
    pictures: entries.map((entry, index) =>
      publishedPicture(entry, (part) => `pictures/${index}-${part}.jpg`),
    ),
  };
}
