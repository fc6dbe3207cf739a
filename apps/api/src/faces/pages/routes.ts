import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';
import type { FailureGuard } from '../../http/failure-guard.ts';
import type { Meter } from '../../http/rate-limit.ts';
import { mountAccountPages } from './serving/account-routes.ts';
import { admitChangesBy } from './serving/admit-changes.ts';
import { mountBookPages } from './serving/book-routes.ts';
import { mountBookingPages } from './serving/booking-routes.ts';
import { mountEmbedPages } from './serving/embed-routes.ts';
import { mountEntryPages } from './serving/entry-routes.ts';
import { mountFiles } from './serving/file-routes.ts';
import { useForms } from './serving/forms.ts';
import { mountInvitationPage } from './serving/invitation-routes.ts';
import { mountLogos } from './serving/logo-routes.ts';
import { tellOnPage, usePageErrors } from './serving/page-errors.ts';
import { mountPreviewPage } from './serving/preview-route.ts';
import { loadSiteFiles, siteOf } from './serving/site-files.ts';
import { mountTotpPage } from './serving/totp-routes.ts';

/** Everything that the pages add to the router; none of it is an operation of the contract. */
export const pagePaths = [
  '/assets/{name}',
  '/widget/v1/{name}',
  '/docs/widget',
  '/logos/{organization}/{version}',
  '/book/{organization}',
  '/book/{organization}/{eventType}',
  '/bookings/{id}',
  '/bookings/{id}/calendar.ics',
  '/waitlist/{id}',
  '/embed/{id}',
  '/account',
  '/account/sign-in',
  '/account/sign-out',
  '/account/setup',
  '/account/reset',
  '/account/link',
  '/account/invitation',
  '/account/email',
  '/account/totp',
] as const;

export interface PagesOptions {
  readonly guard: FailureGuard;
  /** Origins whose pages may show a booking page in a frame, beside our own; `*` is every one. */
  readonly embedOrigins: readonly string[];
  /** Counts what a form changes to the limit of its visitor's address, as the same calls of the API are. */
  readonly meter: Meter;
}

/** Serves the pages that people see: where they book, where they manage what they booked, and the widget itself. */
export function mountPages(
  server: FastifyInstance,
  deps: Deps,
  { guard, meter, embedOrigins }: PagesOptions,
): void {
  const files = loadSiteFiles(deps.logger);
  const site = siteOf(deps.publicUrl, files);
  const frames = ["'self'", ...embedOrigins].join(' ');
  // In a scope of their own: here forms are read, and what goes wrong is told on a page.
  server.register(async (pages) => {
    useForms(pages);
    usePageErrors(pages, site, guard);
    mountBookPages(pages, deps, { site, frames });
    const admitChanges = admitChangesBy(deps, meter);
    mountBookingPages(pages, deps, { site, admitChanges });
    mountEntryPages(pages, deps, { site, admitChanges });
    mountAccountPages(pages, deps, site);
    mountEmbedPages(pages, deps, site);
    mountInvitationPage(pages, deps, site);
    mountTotpPage(pages, deps, site);
    mountPreviewPage(pages, site);
    mountLogos(pages, deps);
  });
  mountFiles(server, files);
  server.tellOnPage = tellOnPage(site);
}
