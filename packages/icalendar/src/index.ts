export {
  type CalendarObject,
  type CalendarObjectMethod,
  type CalendarPerson,
  writeCalendarObject,
} from './calendar-object.ts';
export type { ZoneRules } from './time-zone.ts';
