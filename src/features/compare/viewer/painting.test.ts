import { expect, it } from 'vitest';
import { paint } from './painting';
import { combinePictures, mapPicture, type Layer, type Picture } from './pictures';

const tile = (left: number): Layer => ({
  pixels: { width: 512, height: 512, close: () => undefined },
  ...{ left, top: 0, width: 512, height: 512 },
});

/** Paints on a screen 600 pixels wide, and returns where each layer was put. */
function painted(picture: Picture, left: number, zoom = 1): readonly (readonly number[])[] {
  const places: number[][] = [];
  const nothing = (): void => undefined;
  const brush = {
    canvas: { width: 600, height: 400 },
    ...{ beginPath: nothing, clearRect: nothing, clip: nothing, rect: nothing },
    ...{ restore: nothing, save: nothing, imageSmoothingEnabled: true },
    imageSmoothingQuality: 'high' as const,
    drawImage: (_: unknown, ...place: number[]) => void places.push(place),
  };
  const [width, height] = [zoom * picture.width, zoom * picture.height];
  const place = { left, top: 0, width, height, zoom, centre: { x: 0.5, y: 0.5 } };
  paint(brush, place, [{ picture, clip: { left: 0, top: 0, ...brush.canvas } }]);
  return places;
}

const picture = (...layers: readonly Layer[]): Picture => ({ width: 4096, height: 512, layers });

it('puts tiles beside one another on whole pixels, wherever the picture lies', () => {
  const places = painted(picture(tile(0), tile(0), tile(512)), 0.4, 0.7);
  const [, [left, , width] = [], [next] = []] = places;
  expect([left, width, next]).toEqual([0, 359, 359]);
});

it('makes marks and differences only of what is in sight', () => {
  const made: Layer['pixels'][] = [];
  const shown = picture(tile(0), tile(512), tile(1024), tile(2048));
  const notMade = (pixels: Layer['pixels']): never => {
    made.push(pixels);
    throw new Error('There is no canvas here.');
  };
  for (const derived of [mapPicture(shown, notMade), combinePictures(shown, shown, notMade)]) {
    made.length = 0;
    expect(() => painted(derived, -1024)).toThrow('no canvas');
    expect(made).toEqual([shown.layers[2]?.pixels]);
  }
  expect(painted(mapPicture(shown, notMade), -3072)).toEqual([]);
});
