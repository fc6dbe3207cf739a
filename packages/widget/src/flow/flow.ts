import type { Client } from '../api/client.ts';
import type { Booking, WaitlistEntry } from '../api/wire.ts';
import type { RescheduleTarget } from '../config.ts';
import type { Rest } from '../rest/load.ts';
import { localTime } from '../time/zone.ts';
import { checkDraft, type Draft } from './draft.ts';
import { createIntent } from './intent.ts';
import { type Problem, problemOf } from './problem.ts';
import { type Action, reduce } from './reduce.ts';
import { bookingRequest } from './requests.ts';
import { type AskedHost, type Choice, type FlowState, initialState, type Step } from './state.ts';
import { createTimes } from './times.ts';

export interface FlowSettings {
  readonly client: Client;
  readonly eventTypeId: string | undefined;
  readonly reschedule: RescheduleTarget | undefined;
  readonly host?: AskedHost | undefined;
  readonly timezone: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A key that nobody has used. */
  readonly newKey: () => string;
  /** Moving and waiting are loaded when they are needed. */
  readonly loadRest: () => Promise<Rest>;
  readonly listener: FlowListener;
}

/** Who is told of what came about. */
export interface FlowListener {
  onBooked(booking: Booking): void;
  onMoved(booking: Booking): void;
  onWaitlisted(entry: WaitlistEntry): void;
  onStep(step: Step): void;
  onProblem(problem: Problem): void;
}

/** What the visitor can do, and the state that comes of it. */
export interface Flow {
  readonly state: () => FlowState;
  /** Calls back after every change; gives the function that ends it. */
  subscribe(listener: () => void): () => void;
  /** Reads what is booked, then its times. */
  start(): Promise<void>;
  chooseDuration(minutes: number): Promise<void>;
  /** One of those who may be chosen, or anyone. */
  chooseHost(id: string | undefined): Promise<void>;
  chooseZone(timezone: string): Promise<void>;
  showMonth(month: string): Promise<void>;
  chooseDate(date: string): void;
  choose(choice: Choice): void;
  takeAlternative(offer: { startTime: string; endTime: string }): void;
  goBack(): void;
  write(draft: Draft): void;
  /** Books, moves or joins the waitlist; nothing while it is being done already. */
  submit(): Promise<void>;
  /** Does again what came to nothing. */
  retry(): Promise<void>;
  /** Reads the shown times again when they may be old. */
  refresh(): Promise<void>;
  /** From here on nothing changes and nobody is told. */
  stop(): void;
}

/** The flow of one widget: the reducer's state, and the requests that its actions need. */
export function createFlow(settings: FlowSettings): Flow {
  const { client, listener, now, loadRest } = settings;
  let state = initialState(settings.timezone, localTime(now(), settings.timezone).date, settings.host);
  let toldStep: Step | null = null;
  let stopped = false;
  const subscribers = new Set<() => void>();

  const dispatch = (action: Action) => {
    if (stopped) return;
    state = reduce(state, action);
    for (const subscriber of subscribers) subscriber();
    if (action.type === 'failed') listener.onProblem(action.problem);
    if (action.type === 'timesFailed' && action.problem) listener.onProblem(action.problem);
    if (state.eventType === null || state.step === toldStep) return;
    toldStep = state.step;
    listener.onStep(state.step);
  };

  const times = createTimes({ client, now, reschedule: settings.reschedule, state: () => state, dispatch });
  const booking = createIntent(client.book, settings.newKey);
  const waiting = createIntent(client.joinWaitlist, settings.newKey);

  async function readSubject() {
    const { eventTypeId = '', reschedule } = settings;
    if (reschedule) return (await loadRest()).readMoving(client, reschedule);
    return { eventType: await client.readEventType(eventTypeId), moving: null };
  }

  async function send(): Promise<void> {
    if (settings.reschedule && state.moving) {
      const { bookingId: id, token } = settings.reschedule;
      const { moveRequest } = await loadRest();
      const moved = await client.move({ id, token }, moveRequest(state));
      dispatch({ type: 'booked', booking: moved });
      if (!stopped) listener.onMoved(moved);
    } else if (state.step === 'waitlist') {
      const { waitlistRequest } = await loadRest();
      const entry = await waiting.send(waitlistRequest(state));
      dispatch({ type: 'waitlisted', entry });
      if (!stopped) listener.onWaitlisted(entry);
    } else {
      const made = await booking.send(bookingRequest(state));
      dispatch({ type: 'booked', booking: made });
      if (!stopped) listener.onBooked(made);
    }
  }

  async function start() {
    dispatch({ type: 'problemCleared' });
    try {
      const subject = await readSubject();
      dispatch({ type: 'subjectRead', ...subject });
    } catch (error) {
      return dispatch({ type: 'failed', problem: problemOf(error, 'start') });
    }
    if (state.step !== 'duration') await times.findFirst();
  }

  async function submit() {
    if (state.sending || (state.step !== 'form' && state.step !== 'waitlist')) return;
    const fieldProblems = state.moving ? {} : checkDraft(state.draft);
    if (Object.keys(fieldProblems).length > 0) return dispatch({ type: 'draftRefused', fieldProblems });
    dispatch({ type: 'sendStarted' });
    try {
      await send();
    } catch (error) {
      const problem = problemOf(error, 'send');
      dispatch({ type: 'failed', problem });
      if (problem.status === 409) await times.reread(); // what was shown is no longer so
    }
  }

  async function chooseZone(timezone: string) {
    times.forget();
    dispatch({ type: 'zoneChosen', timezone, today: localTime(now(), timezone).date });
    if (state.eventType && state.step !== 'duration') await times.show(state.month);
  }

  return {
    state: () => state,
    subscribe(subscriber) {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    start,
    async chooseDuration(minutes) {
      times.forget();
      dispatch({ type: 'durationChosen', minutes });
      await times.findFirst();
    },
    async chooseHost(id) {
      times.forget();
      dispatch({ type: 'hostChosen', id });
      if (state.step !== 'duration') await times.findFirst();
    },
    chooseZone,
    showMonth: times.show,
    chooseDate: (date) => dispatch({ type: 'dateChosen', date }),
    choose: (choice) => dispatch({ type: 'choiceMade', choice }),
    takeAlternative: (offer) => dispatch({ type: 'alternativeTaken', offer }),
    goBack: () => dispatch({ type: 'wentBack' }),
    write: (draft) => dispatch({ type: 'drafted', draft }),
    submit,
    async retry() {
      const during = state.problem?.during;
      if (during === 'send') await submit();
      else if (during === 'start') await start();
      else await (hasTimes(state) ? times.show(state.month) : times.findFirst());
    },
    async refresh() {
      if (state.step !== 'calendar' && state.step !== 'times') return;
      const isNextDay = state.today !== localTime(now(), state.timezone).date;
      await (isNextDay ? chooseZone(state.timezone) : times.refresh());
    },
    stop() {
      stopped = true;
      times.forget();
    },
  };
}

/** Whether any month has been read: then the visitor has chosen the one that is shown. */
const hasTimes = ({ months }: FlowState): boolean =>
  Object.values(months).some(({ status }) => status === 'ready');
