import type { PublicHost } from '../../../features/event-types/index.ts';
import { type Html, html } from '../../../lib/html.ts';
import type { HostedOffer } from '../read-offer.ts';
import { choosable } from '../rules.ts';
import { person } from './parts.ts';

/** Whom the visitor meets: who takes part in every meeting, and whom they chose. Nothing where that is not known yet. */
export function hostsList(hosts: readonly PublicHost[], chosen: PublicHost | undefined): Html | null {
  const met = hosts.filter((host) => host.isRequired || host === chosen);
  if (met.length === 0) return null;
  return html`<ul class="hosts" aria-label="${met.length > 1 ? 'Hosts' : 'Host'}">${met.map(({ name }) => html`<li>${person(name)}</li>`)}</ul>\n`;
}

/** The field in which one of the hosts is chosen, or anyone; nothing where there is nobody to choose from. */
export function hostField({ hosts, chosen }: Pick<HostedOffer, 'hosts' | 'chosen'>): Html | null {
  const choice = choosable(hosts);
  if (choice.length === 0) return null;
  return html`<label class="field">With <select name="host_id"><option value="">Anyone</option>${choice.map(
    (host) =>
      html`<option value="${host.memberId}"${host === chosen && html` selected`}>${host.name}</option>`,
  )}</select></label>\n`;
}
