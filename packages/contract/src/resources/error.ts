import { Type } from 'typebox';
import { component } from '../component.ts';
import { errorCodes, slotReasons } from '../errors.ts';
import { Instant, nullable, oneOf } from '../fields.ts';

/** One bookable time near the one that was refused. */
export const Alternative = component(
  'Alternative',
  Type.Object({
    start_time: Instant('When the alternative starts.'),
    end_time: Instant('When it ends.'),
  }),
);

export const ErrorAnswer = component(
  'Error',
  Type.Object({
    error: Type.Object({
      code: oneOf(errorCodes, { description: 'The machine-readable code; the catalogue is closed.' }),
      message: Type.String({ description: 'For humans, and safe to show.' }),
      details: Type.Optional(
        Type.Object(
          {
            issues: Type.Optional(
              Type.Array(
                Type.Object({
                  path: Type.String({ description: 'Where in the request, for example `body.start_time`.' }),
                  message: Type.String(),
                }),
                { description: 'With `validation_error`: every problem found.' },
              ),
            ),
            reason: Type.Optional(
              oneOf([...slotReasons, 'too_late'], {
                description:
                  'With `slot_unavailable`: why the time cannot be booked. With `conflict`, `too_late`: the cut-off of the event type is over.',
              }),
            ),
            alternatives: Type.Optional(
              Type.Array(Alternative, {
                maxItems: 3,
                description: 'With `slot_unavailable`: the nearest bookable times.',
              }),
            ),
            booking_id: Type.Optional(
              Type.String({
                description:
                  'With `conflict`, to API keys: the booking that has the place which was asked for again.',
              }),
            ),
            count: Type.Optional(
              Type.Integer({ description: 'With `member_has_bookings`: how many lie ahead.' }),
            ),
            resets_at: Type.Optional(
              nullable(
                Instant('With `booking_cap_reached`: when the next period begins. Null where none does.'),
              ),
            ),
          },
          { description: 'More about the error, by its code.' },
        ),
      ),
      limit: Type.Optional(
        Type.Integer({ description: 'With `rate_limit_exceeded`: the requests allowed in the window.' }),
      ),
      window: Type.Optional(Type.String({ description: 'With `rate_limit_exceeded`: `1m`, `1h` or `24h`.' })),
      reset_at: Type.Optional(Instant('With `rate_limit_exceeded`: when the window ends.')),
      retry_after: Type.Optional(
        Type.Integer({ description: 'With `rate_limit_exceeded`: seconds to wait.' }),
      ),
      tier: Type.Optional(
        Type.String({
          description: 'With `rate_limit_exceeded`: the plan of the organization, or `public` without a key.',
        }),
      ),
      request_id: Type.String({
        description: 'Also in the `Request-Id` header; quote it when you ask for help.',
      }),
      doc_url: Type.String({ description: 'The page that explains the code.' }),
    }),
  }),
);
