import type { Availability, Booking, EventType, WaitlistEntry } from '../api/wire.ts';
import { daysOf, hasFree, type TimeOffer } from '../time/days.ts';
import { type MonthKey, monthOf } from '../time/month.ts';
import { type Draft, type FieldProblems, fieldProblemsOf } from './draft.ts';
import { alternativesOf, type Problem } from './problem.ts';
import type { Choice, FlowState, MonthTimes } from './state.ts';

/** Everything that can happen: what the visitor does, and what the API answers. */
export type Action =
  | { type: 'subjectRead'; eventType: EventType; moving: Booking | null }
  | { type: 'durationChosen'; minutes: number }
  | { type: 'hostChosen'; id: string | undefined }
  | { type: 'zoneChosen'; timezone: string; today: string }
  | { type: 'monthShown'; month: MonthKey }
  | { type: 'searchStarted' }
  | { type: 'searchEnded'; month: MonthKey }
  | { type: 'timesAsked'; months: readonly MonthKey[] }
  | { type: 'timesRead'; months: readonly MonthKey[]; availability: Availability }
  | { type: 'timesFailed'; months: readonly MonthKey[]; problem: Problem | null }
  | { type: 'timesDropped' }
  | { type: 'dateChosen'; date: string }
  | { type: 'choiceMade'; choice: Choice }
  | { type: 'alternativeTaken'; offer: Pick<TimeOffer, 'startTime' | 'endTime'> }
  | { type: 'wentBack' }
  | { type: 'drafted'; draft: Draft }
  | { type: 'draftRefused'; fieldProblems: FieldProblems }
  | { type: 'sendStarted' }
  | { type: 'failed'; problem: Problem }
  | { type: 'problemCleared' }
  | { type: 'booked'; booking: Booking }
  | { type: 'waitlisted'; entry: WaitlistEntry };

/** The state after an action. Pure: what has to be asked or told is for `createFlow`. */
export function reduce(state: FlowState, action: Action): FlowState {
  switch (action.type) {
    case 'subjectRead':
      return withSubject(state, action.eventType, action.moving);
    case 'durationChosen':
      return { ...fromCalendar(state), duration: action.minutes };
    case 'hostChosen':
      return {
        ...(state.step === 'duration' ? state : fromCalendar(state)),
        host: { ...state.host, id: action.id },
      };
    case 'zoneChosen':
      return inZone(state, action.timezone, action.today);
    case 'monthShown':
      return { ...state, month: action.month, searching: false, problem: null };
    case 'searchStarted':
      return { ...state, searching: true, problem: null };
    case 'searchEnded':
      return { ...state, searching: false, month: action.month };
    case 'timesAsked':
      return withMonths(state, action.months, ({ days }) => ({ status: 'loading', days }));
    case 'timesRead':
      return withTimes(state, action.months, action.availability);
    case 'timesFailed':
      return {
        ...withMonths(state, action.months, ({ days }) => ({ status: 'failed', days })),
        searching: false,
        problem: action.problem ?? state.problem,
      };
    case 'timesDropped':
      return { ...state, months: {} };
    case 'dateChosen':
      return { ...state, date: action.date, month: monthOf(action.date), step: 'times', choice: null };
    case 'choiceMade':
      return chosen(state, action.choice);
    case 'alternativeTaken':
      return withAlternative(state, action.offer);
    case 'wentBack':
      return state.sending ? state : back(state);
    case 'drafted':
      return { ...state, draft: action.draft, fieldProblems: {} };
    case 'draftRefused':
      return { ...state, fieldProblems: action.fieldProblems };
    case 'sendStarted':
      return { ...state, sending: true, problem: null, fieldProblems: {} };
    case 'failed':
      return withProblem(state, action.problem);
    case 'problemCleared':
      return { ...state, problem: null };
    case 'booked':
      return { ...ended(state), step: 'confirmed', booking: action.booking };
    case 'waitlisted':
      return { ...ended(state), step: 'waitlisted', entry: action.entry };
  }
}

/** Whether the visitor chooses a length first: several are offered, and a booking that moves keeps its own. */
export const hasDurations = (state: FlowState): boolean =>
  state.moving === null && (state.eventType?.duration_options?.length ?? 0) > 1;

function withSubject(state: FlowState, eventType: EventType, moving: Booking | null): FlowState {
  const duration = moving?.event_type.duration ?? null; // it keeps its own
  const isOpen = moving === null && !state.host.id && !state.host.attributes;
  const hostChoice = isOpen ? (eventType.hosts ?? []).filter(({ required }) => !required) : [];
  const next: FlowState = { ...state, eventType, moving, duration, hostChoice, problem: null };
  const draft = moving ? { people: [personOf(moving)], notes: '' } : state.draft;
  return { ...next, draft, step: hasDurations(next) ? 'duration' : 'calendar' };
}

/** At the calendar, of which nothing is known: what is wanted of a time is something else now. */
const fromCalendar = (state: FlowState): FlowState => ({
  ...withoutTimes(state),
  step: 'calendar',
  month: monthOf(state.today),
  date: null,
  choice: null,
});

const personOf = (booking: Booking) => ({ name: booking.invitee_name, email: booking.invitee_email });

const withoutTimes = (state: FlowState): FlowState => ({ ...state, months: {}, problem: null });

/** Another zone may have another date, and other times on it; an open day stays open while it has any. */
function inZone(state: FlowState, timezone: string, today: string): FlowState {
  const month = state.month < monthOf(today) ? monthOf(today) : state.month;
  return { ...withoutTimes(state), timezone, today, month };
}

function withMonths(
  state: FlowState,
  months: readonly MonthKey[],
  change: (times: MonthTimes) => MonthTimes,
): FlowState {
  const empty: MonthTimes = { status: 'loading', days: {} };
  const changed = months.map((month) => [month, change(state.months[month] ?? empty)] as const);
  return { ...state, months: { ...state.months, ...Object.fromEntries(changed) } };
}

function withTimes(state: FlowState, months: readonly MonthKey[], availability: Availability): FlowState {
  const days = daysOf(availability, state.timezone);
  const ofMonth = (month: MonthKey) =>
    Object.fromEntries(Object.entries(days).filter(([date]) => monthOf(date) === month));
  const read = months.map((month): [MonthKey, MonthTimes] => [
    month,
    { status: 'ready', days: ofMonth(month) },
  ]);
  const next: FlowState = {
    ...state,
    months: { ...state.months, ...Object.fromEntries(read) },
    capped: availability.capped ?? false,
    waitlistAvailable: state.waitlistAvailable || (availability.waitlist_available ?? false),
    problem: state.problem?.during === 'times' ? null : state.problem,
  };
  return hasGone(next, months) ? { ...next, step: 'calendar', date: null } : next;
}

/** Whether the day that is open was read again and has nothing left. */
const hasGone = ({ step, date, months }: FlowState, read: readonly MonthKey[]) =>
  step === 'times' &&
  date !== null &&
  read.includes(monthOf(date)) &&
  months[monthOf(date)]?.days[date] === undefined;

const chosen = (state: FlowState, choice: Choice): FlowState => ({
  ...state,
  choice,
  step: choice.kind === 'free' ? 'form' : 'waitlist',
  // A party waits for one place: who it is brings nobody, and a smaller slot takes fewer.
  draft: { ...state.draft, people: state.draft.people.slice(0, placesOf(choice)) },
  problem: null,
  alternatives: [],
  fieldProblems: {},
});

/** How many people the choice has room for: the visitor and whom they may bring. */
export const placesOf = (choice: Choice | null): number =>
  choice?.kind === 'free' ? Math.max(1, choice.spotsRemaining ?? 1) : 1;

function withAlternative(state: FlowState, offer: Pick<TimeOffer, 'startTime' | 'endTime'>): FlowState {
  // The API offers only what has room for the whole party.
  const spotsRemaining = state.draft.people.length;
  const choice: Choice = { ...offer, kind: 'free', ...(spotsRemaining > 1 && { spotsRemaining }) };
  return { ...state, choice, step: 'form', problem: null, alternatives: [] };
}

function back(state: FlowState): FlowState {
  const clear = { problem: null, alternatives: [], fieldProblems: {} };
  if (state.step === 'form' || state.step === 'waitlist')
    return { ...state, ...clear, choice: null, step: isOpen(state) ? 'times' : 'calendar' };
  if (state.step === 'times') return { ...state, ...clear, step: 'calendar', date: null };
  return hasDurations(state) ? { ...state, ...clear, step: 'duration' } : state;
}

/** Whether the chosen day has anything to show. */
const isOpen = ({ date, months }: FlowState) =>
  date !== null && months[monthOf(date)]?.days[date] !== undefined;

function withProblem(state: FlowState, problem: Problem): FlowState {
  return {
    ...state,
    sending: false,
    problem,
    alternatives: alternativesOf(problem),
    fieldProblems: problem.code === 'validation_error' ? fieldProblemsOf(problem.details) : {},
  };
}

const ended = (state: FlowState): FlowState => ({
  ...state,
  sending: false,
  problem: null,
  alternatives: [],
});

/** The names of those whom the visitor meets, as far as that is known: before the end, who takes part whoever is chosen. */
export function hostNames({ eventType, moving, booking, host }: FlowState): readonly string[] {
  const held = booking?.hosts ?? moving?.hosts;
  const known = (eventType?.hosts ?? []).filter(
    ({ required, member_id }) => required || member_id === host.id,
  );
  return (held ?? known).map(({ name }) => name);
}

/** The days of the month that is shown. */
export const shownDays = (state: FlowState) => state.months[state.month]?.days ?? {};

/** Whether a month is known to have a free time. */
export const isFreeMonth = (state: FlowState, month: MonthKey): boolean =>
  Object.values(state.months[month]?.days ?? {}).some(hasFree);
