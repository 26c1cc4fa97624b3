import { describe, expect, it } from 'vitest';
import { pictureSnippet } from './picture-snippet';

const file = (name: string, mime: string, width: number) => ({
  name,
  mime,
  width,
  height: width / 2,
});

describe('pictureSnippet', () => {
  it('lists every size of a format, the smallest format first and JPEG for all browsers', () => {
    const html = pictureSnippet(
      [
        file('a-640.jpg', 'image/jpeg', 640),
        file('a-320.jpg', 'image/jpeg', 320),
        file('a-640.avif', 'image/avif', 640),
        file('a-320.avif', 'image/avif', 320),
        file('a-640.tif', 'image/tiff', 640),
      ],
      '50vw',
    );
    expect(html).toBe(`<picture>
  <source type="image/avif" srcset="a-320.avif 320w, a-640.avif 640w" sizes="50vw" />
  <img
    src="a-640.jpg"
    srcset="a-320.jpg 320w, a-640.jpg 640w"
    sizes="50vw"
    width="640"
    height="320"
    alt=""
    loading="lazy"
  />
</picture>
`);
  });

  it('is one img for one file, and nothing for formats that browsers do not show', () => {
    const html = pictureSnippet([file('a.png', 'image/png', 10)], '');
    expect(html).toContain('src="a.png"');
    expect(html).not.toContain('srcset');
    expect(pictureSnippet([file('a.tif', 'image/tiff', 10)], '')).toBe('');
  });

  it('lets no name end an attribute or an address', () => {
    const html = pictureSnippet(
      [file('x"><script>, y 1w.jpg', 'image/jpeg', 10), file('b.jpg', 'image/jpeg', 5)],
      '"><b>',
    );
    expect(html).toContain('x%22%3E%3Cscript%3E%2C%20y%201w.jpg 10w');
    expect(html).not.toMatch(/<script|<b>/);
  });
});
