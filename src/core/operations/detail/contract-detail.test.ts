import { describeContract } from '../../testing/contract';

describeContract('detail');
