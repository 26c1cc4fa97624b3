import { describeContract } from '../../testing/contract';

describeContract('colour');
