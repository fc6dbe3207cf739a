import { operationList } from '@astrocal/contract';
import { describeAccess } from './matrix.ts';

describeAccess('postgres', operationList);
describeAccess('embedded', operationList);
