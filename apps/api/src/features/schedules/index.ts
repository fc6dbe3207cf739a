import type { Feature } from '../feature.ts';
import { mountSchedules } from './routes.ts';

export { hoursToStore } from './change-schedule.ts';
export { presentWindows } from './present.ts';
export { hoursOf, instantsOfDays, parseHours } from './rules.ts';
export { type StoredTimes, timesOfMember } from './store-schedules.ts';

export const schedules: Feature = {
  name: 'schedules',
  tables: ['member_schedules', 'member_absences'],
  mount: mountSchedules,
};
