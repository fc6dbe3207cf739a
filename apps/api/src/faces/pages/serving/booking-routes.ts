import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../deps.ts';
import { refuseOtherSites } from '../../../http/origins.ts';
import { ApiError, invalid } from '../../../lib/api-error.ts';
import { bookingPath, rootFrom } from '../../../wording/addresses.ts';
import { localeOf } from '../../../wording/reader-time.ts';
import { cancelFromPage, moveFromPage } from '../change-booking.ts';
import { canCancel, canMove } from '../rules.ts';
import { bookingPage, cancelPage } from '../templates/booking-page.ts';
import type { Site } from '../templates/layout.ts';
import { reschedulePage } from '../templates/reschedule-page.ts';
import {
  type Bearer,
  isManageable,
  type Manageable,
  type Visitor,
  viewBooking,
  writeCalendarFile,
} from '../view-booking.ts';
import type { AdmitChanges } from './admit-changes.ts';
import { askForTimes } from './ask-api.ts';
import { fieldOf, queryOf } from './forms.ts';
import { pathOf } from './page-errors.ts';
import { withPageHeaders, withRefusal } from './page-headers.ts';

const secret = { frames: "'none'", isSecret: true } as const;

/**
 * Serves the page of a booking to the bearer of its token: see, add to a calendar, move, cancel. A link with `?view=`
 * shows it and does nothing else.
 */
export function mountBookingPages(
  server: FastifyInstance,
  deps: Deps,
  { site, admitChanges }: { site: Site; admitChanges: AdmitChanges },
): void {
  const view = (request: FastifyRequest) =>
    viewBooking(deps, { ...bearerOf(request), view: queryOf(request, 'view') }, visitorOf(request));

  const readDay = (request: FastifyRequest, { booking, reader, token }: Manageable, date: string) =>
    askForTimes(server, request, {
      eventTypeId: booking.event_type.id,
      date,
      timezone: reader.zone.name,
      to: { move: { id: booking.id, token } },
    });

  const movePageAfter = async (request: FastifyRequest, { message }: ApiError) => {
    const seen = await view(request);
    if (!isManageable(seen)) throw new Error('A booking was to be moved without its token.');
    // Some of these sentences say so themselves.
    const notice = message.includes('Choose') ? message : `${message} Choose another one.`;
    return reschedulePage(site, rootFrom(pathOf(request)), seen, { notice });
  };

  server.get('/bookings/:id', async (request, reply) => {
    const seen = await view(request);
    const root = rootFrom(pathOf(request));
    if (!isManageable(seen)) return page(reply).send(bookingPage(site, root, seen));
    const action = queryOf(request, 'action');
    if (action === 'cancel' && canCancel(seen)) return page(reply).send(cancelPage(site, root, seen));
    if (action !== 'reschedule' || !canMove(seen)) return page(reply).send(bookingPage(site, root, seen));
    const date = queryOf(request, 'date');
    const day = date === undefined ? undefined : await readDay(request, seen, date);
    return withRefusal(page(reply), day?.refusal).send(reschedulePage(site, root, seen, day && { day }));
  });

  server.post('/bookings/:id', async (request, reply) => {
    refuseOtherSites(request, deps.publicUrl);
    await admitChanges(request, reply);
    const bearer = bearerOf(request);
    const reason = fieldOf(request, 'reason') ?? '';
    const action = queryOf(request, 'action');
    if (action === 'cancel') await cancelFromPage(deps, bearer, { reason });
    else if (action === 'reschedule') {
      const newStartTime = fieldOf(request, 'new_start_time') ?? '';
      const refusal = await refusalOf(() => moveFromPage(deps, bearer, { newStartTime, reason }));
      if (refusal) {
        request.refusal = refusal;
        const html = await movePageAfter(request, refusal);
        return page(reply).code(409).send(html);
      }
    } else throw unknownAction();
    return seeOther(
      reply,
      `${rootFrom(pathOf(request))}${bookingPath({ ...bearer, token: bearer.token ?? '' })}`,
    );
  });

  server.get('/bookings/:id/calendar.ics', async (request, reply) => {
    const { method, content } = await writeCalendarFile(deps, bearerOf(request));
    return page(reply)
      .type(`text/calendar; charset=utf-8; method=${method}`)
      .header('content-disposition', 'attachment; filename="booking.ics"')
      .send(content);
  });
}

export const unknownAction = (): ApiError =>
  invalid({ path: 'query.action', message: 'is nothing that can be done here' });

export const bearerOf = (request: FastifyRequest): Bearer => ({
  id: (request.params as { id: string }).id,
  token: queryOf(request, 'token'),
});

/** How whoever asks reads times. */
export const visitorOf = (request: FastifyRequest): Visitor => ({
  locale: localeOf(request.headers['accept-language']),
  timezone: queryOf(request, 'timezone'),
});

export const page = (reply: FastifyReply): FastifyReply => withPageHeaders(reply, secret);

/** After a form: the page that shows what is so now, which can be reloaded without sending the form again. */
export const seeOther = (reply: FastifyReply, address: string): FastifyReply =>
  page(reply).redirect(address, 303);

/** What kept a booking from moving, where another time may do; undefined when it moved. */
async function refusalOf(move: () => Promise<void>): Promise<ApiError | undefined> {
  try {
    await move();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'slot_unavailable') return error;
    throw error;
  }
}
