import type { Preset } from '../documents/preset';
import { looks } from './looks';
import { makePreset } from './make';
import { photos } from './photos';
import { work } from './work';

/** The presets that came with Pipette, in the order in which they are shown. */
export const builtInPresets: readonly Preset[] = [...photos, ...looks, ...work].map(makePreset);
