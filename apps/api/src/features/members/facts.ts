import { MemberMessage } from '@astrocal/contract';
import { publicFact } from '../../events/declare-fact.ts';

export const memberJoined = publicFact('member.joined', MemberMessage);
export const memberRemoved = publicFact('member.removed', MemberMessage);
