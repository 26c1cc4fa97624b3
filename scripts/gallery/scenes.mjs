/**
 * The pictures of our entries in public/gallery: three scenes, each a function from the place of a
 * pixel (both 0 to 1, from the upper left) to its colour, 0 to 255 per band. They are dull on purpose:
 * what the pipelines make of them is to be seen.
 */

/**
 * Returns the scenes by name.
 * @param tools `hash`, `fractal` and `step` of core/sample/noise, `mix` and `gradient` of canvas
 */
export function scenesWith({ hash, fractal, step, mix, gradient }) {
  const hazy = (x, y) => {
    const sky = gradient(
      [
        [0, [128, 138, 152]],
        [0.5, [176, 172, 168]],
        [0.62, [198, 184, 166]],
      ],
      y,
    );
    const sun = Math.hypot((x - 0.68) * 1.5, y - 0.36);
    let colour = mix(sky, [226, 212, 190], 0.9 * step(0.5, 0.02, sun) ** 2);
    const clouds = fractal(x * 3, y * 14, 5, 5);
    colour = mix(colour, [206, 196, 186], 0.5 * step(0.5, 0.75, clouds) * step(0.55, 0.2, y));
    for (const layer of [0, 1, 2, 3, 4]) {
      const crest =
        0.46 + layer * 0.1 - (0.16 - layer * 0.012) * fractal(x * (2 + layer), 3.3, 20 + layer, 6);
      if (y < crest) continue;
      const near = layer / 4;
      const wood = fractal(x * 90, y * 110, 40 + layer, 4) - 0.5;
      const slope = mix([150, 152, 156], [78, 88, 76], near);
      const mist =
        step(crest + 0.14, crest, y) * 0.1 + (1 - near) * 0.35 * step(crest, crest + 0.2, y);
      const shade = wood * (14 + 34 * near);
      colour = mix(
        slope.map((band) => band + shade),
        [192, 184, 174],
        mist,
      );
    }
    return colour;
  };

  const harbour = (x, y) => {
    const shore = 0.56;
    const above = y < shore;
    const wave = above ? 0 : (fractal(x * 26, (y - shore) * 150, 61, 3) - 0.5) * 0.05;
    const place = above ? x : x + wave;
    const height = above ? shore - y : (y - shore) * 0.92;
    const sky = gradient(
      [
        [0, [34, 42, 66]],
        [0.4, [48, 56, 82]],
        [0.6, [84, 78, 92]],
      ],
      above ? y : shore - height,
    );
    let colour = sky;
    if (above && hash(Math.floor(x * 900), Math.floor(y * 600), 7) > 0.9985 && y < 0.4) {
      colour = [168, 172, 186];
    }
    const house = Math.floor(place * 17);
    const roof = 0.1 + 0.17 * hash(house, 1, 88);
    const across = place * 17 - house;
    const gable =
      roof + 0.035 * (1 - Math.abs(across - 0.5) * 2) * (hash(house, 2, 88) > 0.4 ? 1 : 0);
    if (height < gable) {
      const walls = [
        [64, 54, 56],
        [54, 58, 68],
        [70, 60, 50],
        [48, 52, 56],
      ][Math.floor(hash(house, 3, 88) * 4)];
      colour = walls.map((band) => band * (0.8 + 0.3 * fractal(place * 60, height * 60, 9, 3)));
      const [column, row] = [Math.floor(across * 4), Math.floor(height / 0.034)];
      const [u, v] = [across * 4 - column, height / 0.034 - row];
      const isPane = u > 0.24 && u < 0.76 && v > 0.25 && v < 0.8 && height < roof - 0.01;
      if (isPane) {
        const lit = hash(house * 9 + column, row, 31) > 0.55;
        colour = lit ? [206, 170, 104] : [40, 44, 54];
      }
    }
    for (const lamp of [0.09, 0.31, 0.52, 0.77, 0.93]) {
      const glow = Math.hypot((place - lamp) * 1.5, height - 0.055);
      colour = mix(colour, [228, 190, 122], 0.85 * step(0.07, 0, glow) ** 2);
    }
    if (above) return colour;
    const ripple = fractal(x * 40, (y - shore) * 220, 71, 3);
    return mix(colour, [38, 46, 64], 0.25 + 0.4 * ripple * step(shore, 1, y) + 0.12);
  };

  const balls = [
    { x: 0.3, y: 0.56, radius: 0.2, colour: [168, 96, 78] },
    { x: 0.62, y: 0.62, radius: 0.15, colour: [104, 128, 118] },
    { x: 0.83, y: 0.68, radius: 0.1, colour: [186, 160, 92] },
  ];
  const still = (x, y) => {
    const table = 0.62;
    const ground = y < table ? [132, 128, 126] : [150, 138, 124];
    const grain = (fractal(x * 6, y * (y < table ? 6 : 90), 12, 5) - 0.5) * (y < table ? 14 : 34);
    let colour = ground.map((band) => band + grain - 40 * step(0.1, 0.9, x) + 22);
    for (const { x: across, y: down, radius } of balls) {
      const foot = down + radius * 1.34;
      const shadow = Math.hypot(
        (x - across - radius * 0.5) / (radius * 1.5),
        (y - foot) / (radius * 0.42),
      );
      colour = mix(
        colour,
        [52, 48, 48],
        0.75 * step(1.1, 0.1, shadow) * (y > table - 0.02 ? 1 : 0),
      );
    }
    for (const { x: across, y: down, radius, colour: own } of balls) {
      const [u, v] = [(x - across) / radius, (y - down) / radius / 1.5];
      const inside = 1 - u * u - v * v;
      if (inside <= 0) continue;
      const w = Math.sqrt(inside);
      const light = Math.max(0, -0.55 * u - 0.6 * v + 0.58 * w);
      const shine = Math.max(0, -0.35 * u - 0.4 * v + 0.84 * w) ** 60;
      const skin = (fractal(u * 7 + 9, v * 7 + 9, 77, 5) - 0.5) * 22;
      const lit = own.map((band) => (band + skin) * (0.28 + 0.86 * light));
      colour = mix(colour, mix(lit, [232, 226, 214], 0.7 * shine), step(0, 0.03, inside));
    }
    return colour;
  };

  return { hazy, harbour, still };
}
