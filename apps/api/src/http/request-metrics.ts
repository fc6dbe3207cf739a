import { errorCatalogue, type Operation, slotReasons } from '@astrocal/contract';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ApiError } from '../lib/api-error.ts';

/** Every value that a label may have is listed here or is a route of ours: no request can add one. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const otherMethod = 'other';
/** What no route serves. */
const noRoute = 'none';
/** The caller hung up before there was an answer. */
const aborted = 'aborted';

const reasons: ReadonlySet<string> = new Set(slotReasons);

const bucketsInSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A request that is over. */
export interface ObservedRequest {
  readonly method: string;
  /** The pattern of its route, never the address; undefined when it has none. */
  readonly route: string | undefined;
  readonly operationId: Operation['operationId'] | undefined;
  /** Null when the caller hung up before there was an answer. */
  readonly status: number | null;
  readonly durationMs: number;
  /** An answer that was given before, to another request with its Idempotency-Key. */
  readonly replayed: boolean;
  readonly error: ApiError | null;
}

export interface RequestMetrics {
  began(): void;
  ended(request: ObservedRequest): void;
}

/** Figures about requests and bookings in `registry`; under a microsecond of CPU a request. */
export function createRequestMetrics(registry: Registry): RequestMetrics {
  const registers = [registry];
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by method, route pattern and class of the status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: bucketsInSeconds,
    registers,
  });
  let inFlight = 0;
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers,
    collect() {
      this.set(inFlight);
    },
  });
  const errors = new Counter({
    name: 'astrocal_errors_total',
    help: 'Answers that were errors, by their code in the catalogue.',
    labelNames: ['code'] as const,
    registers,
  });
  const created = new Counter({
    name: 'astrocal_bookings_created_total',
    help: 'Bookings that this process made.',
    registers,
  });
  const refused = new Counter({
    name: 'astrocal_bookings_refused_total',
    help: 'Times that could not be booked or moved to, by reason.',
    labelNames: ['reason'] as const,
    registers,
  });
  // From zero on: an alert on the first error of a kind needs a value before it.
  for (const code of Object.keys(errorCatalogue)) errors.inc({ code }, 0);
  for (const reason of reasons) refused.inc({ reason }, 0);

  return {
    began() {
      inFlight++;
    },
    ended({ method, route = noRoute, operationId, status, durationMs, replayed, error }) {
      inFlight--;
      const labels = {
        method: methods.has(method) ? method : otherMethod,
        route,
        status: status === null ? aborted : `${Math.trunc(status / 100)}xx`,
      };
      durations.observe(labels, durationMs / 1000);
      if (error) {
        errors.inc({ code: error.code });
        const reason = error.code === 'booking_cap_reached' ? 'cap_reached' : error.details?.reason;
        if (reason !== undefined && reasons.has(reason)) refused.inc({ reason });
      } else if (operationId === 'createBooking' && status === 201 && !replayed) created.inc();
    },
  };
}
