export type { OutboundAnswer, OutboundFile, OutboundRequest } from './exchange.ts';
export type { UrlFault, UrlJudgement } from './judge-url.ts';
export { createOutbound, type Outbound, type OutboundOptions } from './outbound.ts';
export { OutboundError, type OutboundFault } from './outbound-error.ts';
