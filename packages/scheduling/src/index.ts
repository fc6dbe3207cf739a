export { type CapPeriodQuestion, capPeriod } from './cap-period.ts';
export { formatDate, parseDate } from './date-text.ts';
export {
  type Assignment,
  type AssignmentReason,
  type Candidate,
  decideAssignment,
} from './decide-assignment.ts';
export { decideSlot } from './decide-slot.ts';
export { explainSlot, type HostExplanation, type HostReason, type SlotExplanation } from './explain-slot.ts';
export { alternativesCentre, alternativesSpanMs, findAlternatives } from './find-alternatives.ts';
export { findSlots } from './find-slots.ts';
export {
  compileHours,
  type DateOverride,
  type Hours,
  type HoursInput,
  type LocalWindow,
  type WeeklyRule,
} from './hours.ts';
export { formatInstant, parseInstant } from './instant-text.ts';
export { dateAt, instantsOfLocal, offsetSecondsAt, startOfDate } from './local-clock.ts';
export { formatLocalTime, parseLocalTime } from './local-time-text.ts';
export type {
  Allocation,
  Cap,
  Host,
  Slot,
  SlotList,
  SlotOverride,
  SlotQuestion,
  SlotRefusal,
  SlotRules,
  Verdict,
} from './question.ts';
export { slotRefusals } from './question.ts';
export {
  type Contender,
  type HostShare,
  inTurn,
  largestWeight,
  type Rotation,
  type TurnReason,
  tagAfterCancellation,
  tagsAfterAssignment,
  tagUnit,
  turnReason,
} from './rotation.ts';
export { spanToRead } from './slot-shape.ts';
export { slotsJson } from './slots-json.ts';
export type { EpochDay, Instant, Interval } from './time.ts';
export { findZone, type Zone, zoneDataVersion, zoneHorizon, zoneNames } from './zone.ts';
