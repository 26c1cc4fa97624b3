import type { Result } from '../../base/result';

/** The text that was packed; 'too large' as soon as more comes out than a link may hold. */
export type Unpacked = Result<string, 'damaged' | 'too large'>;
