import { WaitlistEntryMessage } from '@astrocal/contract';
import { publicFact } from '../../events/declare-fact.ts';

export const entryPromoted = publicFact('waitlist.promoted', WaitlistEntryMessage);
export const entryExpired = publicFact('waitlist.expired', WaitlistEntryMessage);
