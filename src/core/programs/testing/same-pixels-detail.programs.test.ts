import { describeSamePixels } from '../../testing/same-pixels';

describeSamePixels('detail');
