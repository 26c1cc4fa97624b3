import { describeSamePixels } from '../../testing/same-pixels';

describeSamePixels('effect');
