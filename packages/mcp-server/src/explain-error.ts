import type { Zone } from '@astrocal/scheduling';
import { type ApiError, AstrocalError, ConnectionError, isApiError, TimeoutError } from '@astrocal/sdk';
import { sayStarts } from './present.ts';
import { ToolProblem } from './problem.ts';
import { plain } from './safe-text.ts';
import { resetsAtOf, sayCap } from './say-cap.ts';

/** What the call was about, so that the advice names the right next step. */
export interface Situation {
  readonly zone: Zone;
  readonly keyAdvice: string;
  /** What to do where an id is unknown. */
  readonly whenNotFound?: string;
  /** What to do with an alternative. */
  readonly whenTaken?: string;
  /** A sentence about the waitlist, where there is one. */
  readonly waitlist?: string;
}

/** The advice for an unknown booking. */
export const whenNoBooking = 'Call list_bookings for the ids of bookings.';

const again = 'Calling again with the same arguments is safe: nothing is done twice.';

/** Says what a failed call of the API means for an agent and what to do next. Passes Problems on as they are. */
export function explainError(error: unknown, situation: Situation): ToolProblem {
  if (error instanceof ToolProblem) return error;
  if (isApiError(error)) return explainRefusal(error, situation);
  if (error instanceof TimeoutError)
    return new ToolProblem(
      `The server did not answer in time, so it is not known whether this was done. ${again}`,
      {
        code: 'timeout',
      },
    );
  if (error instanceof ConnectionError)
    return new ToolProblem(
      `The Astrocal server could not be reached. Tell the user to check that it runs and that ASTROCAL_API_URL is its address. ${again}`,
      { code: 'connection' },
    );
  if (error instanceof AstrocalError) return new ToolProblem(plain(error.message, 600));
  throw error;
}

/** Codes whose advice says what happened, too. */
const saidInFull: ReadonlySet<string> = new Set(['booking_cap_reached', 'booking_cancelled']);

function explainRefusal(error: ApiError, situation: Situation): ToolProblem {
  const { code, details, requestId, retryAfterSeconds } = error;
  // Of a wrong form the message is the first of the issues, all of which are told.
  const message = details?.issues || saidInFull.has(code) ? '' : plain(error.message, 600);
  const resetsAt = resetsAtOf(error);
  return new ToolProblem(`${message} ${advise(error, situation)}`.trim(), {
    code,
    ...(details?.reason !== undefined && { reason: details.reason }),
    ...(details?.alternatives && { alternatives: details.alternatives }),
    ...(resetsAt !== undefined && { resets_at: resetsAt }),
    ...(retryAfterSeconds !== undefined && { retry_after_seconds: retryAfterSeconds }),
    ...(requestId !== undefined && { request_id: requestId }),
  });
}

function advise(error: ApiError, situation: Situation): string {
  switch (error.code) {
    case 'validation_error':
      return sayIssues(error);
    case 'unauthorized':
      return situation.keyAdvice;
    case 'forbidden':
      return 'Tell the user: this key may not do that.';
    case 'not_found':
      return situation.whenNotFound ?? 'Call list_event_types or list_bookings for the ids that exist.';
    case 'slot_unavailable':
      return sayAlternatives(error, situation);
    case 'booking_cap_reached':
      return `${sayCap(resetsAtOf(error), situation.zone)}${also(situation.waitlist)}`;
    case 'booking_cancelled':
      return 'This booking is cancelled and cannot be brought back: make a new booking with create_booking.';
    case 'host_unavailable':
      return 'Call list_members for the members and their attributes, or leave host_id and host_attributes out: then it is whose turn it is.';
    case 'idempotency_in_progress':
      return `The same call is still running. Wait 10 seconds, then call again with the same arguments. ${again}`;
    case 'rate_limit_exceeded':
      return `Wait ${error.retryAfterSeconds ?? 60} seconds before the next call of any tool.`;
    case 'unavailable':
    case 'internal_error':
      return `Wait ${error.retryAfterSeconds ?? 5} seconds and call again. ${again}${quoteRequest(error)}`;
    case 'unexpected_answer':
      return 'Something other than Astrocal answered, such as a proxy. Tell the user to check ASTROCAL_API_URL.';
    default:
      return '';
  }
}

function sayAlternatives(error: ApiError, { zone, whenTaken, waitlist }: Situation): string {
  const alternatives = error.details?.alternatives ?? [];
  if (alternatives.length === 0)
    return `Nothing near it can be booked. Call check_availability for other dates.${also(waitlist)}`;
  return `The nearest times that can be booked:\n${sayStarts(alternatives, zone)}\n${whenTaken ?? 'Ask the person which one suits, then call again with it.'}${also(waitlist)}`;
}

/** Names of the API's fields and parameters, where the tools call them otherwise. */
const names: Readonly<Record<string, string>> = {
  start: 'start_date',
  end: 'end_date',
  starting_after: 'cursor',
};

function sayIssues(error: ApiError): string {
  const issues = error.details?.issues ?? [];
  return issues
    .map(({ path, message }) => {
      const name = path.replace(/^(body|query|params)\.?/, '');
      return `${names[name] ?? (name || 'The call')} ${message}.`;
    })
    .join(' ');
}

const also = (sentence: string | undefined): string => (sentence ? ` ${sentence}` : '');

const quoteRequest = ({ requestId }: ApiError): string =>
  requestId ? ` If it goes on, tell the user the request id ${requestId}.` : '';
