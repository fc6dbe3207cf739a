import { Type } from 'typebox';
import { declareJob } from '../jobs/definition.ts';

/** Tells the rest of the system about messages of one organization. */
export const fanOutJob = declareJob({
  name: 'events.fan-out',
  data: Type.Object({ organizationId: Type.String(), messageIds: Type.Array(Type.String()) }),
  retryLimit: 20,
  retryDelayMaxSeconds: 60,
  concurrency: 2,
});
