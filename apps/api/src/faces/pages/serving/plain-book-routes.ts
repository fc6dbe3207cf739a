import { findZone, type Zone } from '@astrocal/scheduling';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../deps.ts';
import type { Offer } from '../../../features/event-types/index.ts';
import { refuseOtherSites } from '../../../http/origins.ts';
import { randomToken } from '../../../lib/crypto.ts';
import { bookingPath, rootFrom } from '../../../wording/addresses.ts';
import { createReader, localeOf, readerZone } from '../../../wording/reader-time.ts';
import { type HostedOffer, readOffer, withHosts } from '../read-offer.ts';
import type { Site } from '../templates/layout.ts';
import { type PlainBooking, type PlainChoice, plainBookPage } from '../templates/plain-book-page.ts';
import { type AskedDay, askForTimes, askToBook, type Refusal } from './ask-api.ts';
import { fieldOf, queryOf } from './forms.ts';
import { pathOf } from './page-errors.ts';
import { withPageHeaders, withRefusal } from './page-headers.ts';

interface Serving {
  readonly site: Site;
  readonly frames: string;
}

/** Answers with the times of the date that the address asks for, to be booked by a form. */
export async function sendPlainPage(
  server: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  { hosted, ...serving }: Serving & { readonly hosted: HostedOffer },
): Promise<FastifyReply> {
  const choice = await choiceOf(server, request, { hosted, read: (name) => queryOf(request, name) });
  return send(
    request,
    reply,
    { ...serving, page: { ...choice, ...hosted, key: randomToken() } },
    choice.day.refusal,
  );
}

/** Serves the form that books without JavaScript; a time that has gone is answered with those that are left. */
export function mountPlainBooking(server: FastifyInstance, deps: Deps, serving: Serving): void {
  server.post('/book/:organization/:eventType', async (request, reply) => {
    refuseOtherSites(request, deps.publicUrl);
    const { organization, eventType: name } = request.params as { organization: string; eventType: string };
    const offer = await readOffer(deps, { organizationSlug: organization, name });
    const read = (field: string) => fieldOf(request, field);
    const hosted = await withHosts(deps, offer, read('host_id'));
    const written = { name: read('name') ?? '', email: read('email') ?? '', notes: read('notes') ?? '' };
    const duration = durationOf(offer, read('duration'));
    const zone = zoneOf(offer, read('timezone'));
    const body = {
      event_type_id: offer.id,
      start_time: read('start_time') ?? '',
      invitee_name: written.name,
      invitee_email: written.email,
      invitee_timezone: zone.name,
      notes: written.notes.replaceAll('\r\n', '\n'),
      duration,
      ...(hosted.chosen && { host_id: hosted.chosen.memberId }),
    };
    const booked = await askToBook(server, request, { body, key: read('key') ?? '' });
    if (booked.ok)
      return withPageHeaders(reply, { frames: serving.frames, isSecret: true }).redirect(
        `${rootFrom(pathOf(request))}${bookingPath(booked)}`,
        303,
      );
    const choice = await choiceOf(server, request, { hosted, read });
    const page = { ...choice, ...hosted, written, key: randomToken(), notice: booked.refusal.message };
    return send(request, reply, { ...serving, page }, booked.refusal);
  });
}

async function choiceOf(
  server: FastifyInstance,
  request: FastifyRequest,
  { hosted, read }: { hosted: HostedOffer; read: (name: string) => string | undefined },
): Promise<PlainChoice & { readonly day: AskedDay }> {
  const { offer, chosen } = hosted;
  const zone = zoneOf(offer, read('timezone'));
  const duration = durationOf(offer, read('duration'));
  const date = read('date') ?? '';
  const book = { duration, hostId: chosen?.memberId };
  const wish = { eventTypeId: offer.id, date, timezone: zone.name, to: { book } };
  const reader = createReader(zone, { locale: localeOf(request.headers['accept-language']) });
  return { reader, duration, day: await askForTimes(server, request, wish) };
}

/** The asked zone; without one that exists, the event type's. */
const zoneOf = ({ timezone }: Offer, asked = ''): Zone => findZone(asked) ?? readerZone(timezone);

/** The asked length where it is offered, else the usual one. In minutes. */
const durationOf = ({ durationMinutes, durationOptions }: Offer, asked = ''): number =>
  durationOptions?.find((minutes) => String(minutes) === asked) ?? durationMinutes;

const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  { site, frames, page }: Serving & { readonly page: PlainBooking },
  refusal?: Refusal,
): FastifyReply =>
  withRefusal(withPageHeaders(reply, { frames, isSecret: true }), refusal).send(
    plainBookPage(site, rootFrom(pathOf(request)), page),
  );
