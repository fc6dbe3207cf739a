import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../deps.ts';
import { refuseOtherSites } from '../../../http/origins.ts';
import { entryPath, rootFrom } from '../../../wording/addresses.ts';
import { leaveFromPage } from '../change-booking.ts';
import { entryPage, leavePage } from '../templates/entry-page.ts';
import type { Site } from '../templates/layout.ts';
import { viewEntry } from '../view-entry.ts';
import type { AdmitChanges } from './admit-changes.ts';
import { bearerOf, page, seeOther, unknownAction, visitorOf } from './booking-routes.ts';
import { queryOf } from './forms.ts';
import { pathOf } from './page-errors.ts';

/** Serves the page of a waitlist entry to the bearer of its token: see it, leave the line. */
export function mountEntryPages(
  server: FastifyInstance,
  deps: Deps,
  { site, admitChanges }: { site: Site; admitChanges: AdmitChanges },
): void {
  server.get('/waitlist/:id', async (request, reply) => {
    const view = await viewEntry(deps, bearerOf(request), visitorOf(request));
    const leaves = view.entry.status === 'waiting' && queryOf(request, 'action') === 'cancel';
    return page(reply).send((leaves ? leavePage : entryPage)(site, rootFrom(pathOf(request)), view));
  });

  server.post('/waitlist/:id', async (request, reply) => {
    refuseOtherSites(request, deps.publicUrl);
    await admitChanges(request, reply);
    if (queryOf(request, 'action') !== 'cancel') throw unknownAction();
    const bearer = bearerOf(request);
    await leaveFromPage(deps, bearer);
    return seeOther(
      reply,
      `${rootFrom(pathOf(request))}${entryPath({ ...bearer, token: bearer.token ?? '' })}`,
    );
  });
}
