import { describeContract } from '../../testing/contract';

describeContract('light');
