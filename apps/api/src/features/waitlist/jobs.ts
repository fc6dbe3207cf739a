import { Type } from 'typebox';
import { declareJob } from '../../jobs/definition.ts';
import { rowKeyData } from '../../jobs/row-key.ts';

const retries = { retryLimit: 20, retryDelaySeconds: 1, retryDelayMaxSeconds: 60 } as const;
const ofEventType = { organizationId: 'organization_id', eventTypeId: 'event_type_id' };

/** Gives spots that may be free to those who wait for them: with any event type of a host, or with one. */
export const promoteJob = declareJob({
  name: 'waitlist.promote',
  data: Type.Union([
    Type.Object({ organization_id: Type.String(), host_id: Type.String(), is_test: Type.Boolean() }),
    Type.Object({ organization_id: Type.String(), event_type_id: Type.String() }),
  ]),
  formerNames: { ...ofEventType, hostId: 'host_id', isTest: 'is_test' },
  ...retries,
  concurrency: 2,
});

/** The same when spots may open by themselves: at the midnight that the job was made for. */
export const reopenJob = declareJob({
  name: 'waitlist.reopen',
  data: Type.Object({ organization_id: Type.String(), event_type_id: Type.String(), at: Type.String() }),
  formerNames: ofEventType,
  ...retries,
  oneWaitingPerKey: true,
});

/** Ends an entry whose time is over. */
export const expireEntryJob = declareJob({
  name: 'waitlist.expire',
  data: rowKeyData,
  formerNames: { organizationId: 'organization_id', entryId: 'id' },
  ...retries,
  retryDelayMaxSeconds: 300,
});
