import { describeContract } from '../../testing/contract';

describeContract('effect');
