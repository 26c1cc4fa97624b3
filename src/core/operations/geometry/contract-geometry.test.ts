import { describeContract } from '../../testing/contract';

describeContract('geometry');
