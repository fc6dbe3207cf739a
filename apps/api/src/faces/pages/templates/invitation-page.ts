import { type Html, html } from '../../../lib/html.ts';
import { type FormPage, fieldHtml, newPassword, personName } from './account-pages.ts';
import { layout, type Site } from './layout.ts';

/** What the reader of an invitation can do next. */
export type InvitationView = 'join' | 'new' | 'sign_in' | 'other';

export interface ShownInvitation {
  readonly view: InvitationView;
  readonly token: string;
  readonly organization_name: string;
  readonly email: string;
  readonly role: string;
  readonly signedInAs: string | null;
}

/** An invitation, with the one step that its reader can take. */
export const invitationPage = (
  site: Site,
  { root, refusal, values = {} }: FormPage,
  invitation: ShownInvitation,
): string =>
  layout(site, {
    root,
    title: `Join ${invitation.organization_name}`,
    organizationName: invitation.organization_name,
    head: html`<meta name="robots" content="noindex">\n`,
    main: html`<div class="card">
<h1>Join <bdi>${invitation.organization_name}</bdi></h1>
${refusal !== undefined && html`<p class="notice" role="alert">${refusal}</p>\n`}<p>You are invited as <strong>${invitation.role}</strong>, with the address <bdi>${invitation.email}</bdi>.</p>
${stepOf(root, values, invitation)}</div>`,
  });

const button = (label: string): Html =>
  html`<div class="actions"><button class="button main">${label}</button></div>`;

function stepOf(root: string, values: Readonly<Record<string, string>>, invitation: ShownInvitation): Html {
  const { view, token, email, signedInAs } = invitation;
  if (view === 'join') return html`<form method="post">${button('Join')}</form>\n`;
  if (view === 'other')
    return html`<p>You are signed in as <bdi>${signedInAs}</bdi>. Sign out, then open the link in the mail again.</p>
<form method="post" action="${root}account/sign-out">${button('Sign out')}</form>\n`;
  if (view === 'sign_in')
    return html`<p>This address has an account. Sign in with it to join.</p>
<p class="actions"><a class="button main" href="${root}account/sign-in?invitation=${encodeURIComponent(token)}">Sign in</a></p>\n`;
  return html`<form method="post">
<input type="hidden" name="email" value="${email}" autocomplete="username">
${[personName, newPassword].map((field) => fieldHtml(field, values[field.name]))}${button('Join')}
</form>\n`;
}
