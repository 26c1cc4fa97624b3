import type { OtherCarrier, PipelineCarrier } from './carrier';
import { backup } from './kinds/backup';
import { collection } from './kinds/collection';
import { gallery } from './kinds/gallery';
import { history } from './kinds/history';
import { json } from './kinds/json';
import { link } from './kinds/link';
import { picture } from './kinds/picture';
import { programs } from './kinds/program';
import { project } from './kinds/project';
import { published } from './kinds/published';
import { report } from './kinds/report';
import { yaml } from './kinds/yaml';
import { zip } from './kinds/zip';

/** Whoever comes first has the first turn. */
const all = [
  history,
  collection,
  ...programs,
  backup,
  project,
  published,
  json,
  report,
  yaml,
  link,
  zip,
  picture,
  gallery,
] as const;

type Any = (typeof all)[number];

/** What says of a pipeline where it was found. */
export type CarriedIn = Extract<Any, { readonly words: object }>['from'];

/** How names of files end that carriers come in. */
export type CarrierEnding = Any['endings'][number];

/** Everything that may be brought here, in the order in which each is asked whether it is that. */
export const carriers: readonly (
  OtherCarrier | (PipelineCarrier & { readonly from: CarriedIn })
)[] = all;
