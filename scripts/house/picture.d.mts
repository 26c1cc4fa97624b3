import type { House } from './imports.mjs';

export function drawHouse(house: House): string;
