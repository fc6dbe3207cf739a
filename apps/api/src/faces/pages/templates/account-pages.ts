import { passwordLength } from '@astrocal/contract';
import { type Html, html } from '../../../lib/html.ts';
import { layout, type Site } from './layout.ts';

/** What a page of an account says beside its form. */
export interface FormPage {
  readonly root: string;
  /** What the API refused of the form before. */
  readonly refusal?: string | undefined;
  /** What the form holds already, by the names of its fields; never a password. */
  readonly values?: Readonly<Record<string, string>>;
  /** Whether the account asks for a code as well. */
  readonly needsCode?: boolean;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'password';
  /** What password managers and browsers fill in (HTML, autofill). */
  readonly autocomplete: string;
  readonly hint?: string;
}

const email: Field = { name: 'email', label: 'Email address', type: 'email', autocomplete: 'username' };
export const personName: Field = { name: 'name', label: 'Your name', type: 'text', autocomplete: 'name' };
export const password: Field = {
  name: 'password',
  label: 'Password',
  type: 'password',
  autocomplete: 'current-password',
};
export const newPassword: Field = {
  ...password,
  label: 'New password',
  autocomplete: 'new-password',
  hint: `At least ${passwordLength.least} characters.`,
};

export const codeField: Field = {
  name: 'otp',
  label: 'Code',
  type: 'text',
  autocomplete: 'one-time-code',
  hint: 'That your app shows, or a recovery code.',
};

/** One field of a form under its label; `value` is what it holds already. */
export function fieldHtml({ name, label, type, autocomplete, hint }: Field, value: string | undefined): Html {
  const hintId = `${name}-hint`;
  return html`<p><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required${hint !== undefined && html` aria-describedby="${hintId}"`}${value !== undefined && html` value="${value}"`}>${hint !== undefined && html`<br><small id="${hintId}">${hint}</small>`}</p>\n`;
}

interface Words {
  readonly heading: string;
  readonly intro?: string;
  readonly fields: readonly Field[];
  readonly button: string;
  readonly beneath?: Html;
}

/** A page with one form, which works without script and goes to its own address. */
const formPage = (
  site: Site,
  { root, refusal, values = {}, needsCode = false }: FormPage,
  words: Words,
): string =>
  layout(site, {
    root,
    title: words.heading,
    organizationName: null,
    head: html`<meta name="robots" content="noindex">\n`,
    main: html`<div class="card">
<h1>${words.heading}</h1>
${refusal !== undefined && html`<p class="notice" role="alert">${refusal}</p>\n`}${words.intro !== undefined && html`<p>${words.intro}</p>\n`}<form method="post">
${[...words.fields, ...(needsCode ? [codeField] : [])].map((field) => fieldHtml(field, values[field.name]))}<div class="actions"><button class="button main">${words.button}</button></div>
</form>
${words.beneath}</div>`,
  });

export const signInPage = (site: Site, page: FormPage): string =>
  formPage(site, page, {
    heading: 'Sign in',
    fields: [email, password],
    button: 'Sign in',
    beneath: html`<p><a href="${page.root}account/reset">Set a new password</a> · <a href="${page.root}account/link">Sign in by a link in a mail</a></p>\n`,
  });

export const setupPage = (site: Site, page: FormPage): string =>
  formPage(site, page, {
    heading: 'Welcome',
    intro: 'Set up the account of the owner.',
    fields: [personName, email, newPassword],
    button: 'Set up',
  });

/** Asks for an address to which a link is to be sent. */
export const askForLinkPage = (site: Site, page: FormPage, what: 'password' | 'sign_in'): string =>
  formPage(site, page, {
    heading: what === 'password' ? 'Set a new password' : 'Sign in by a link',
    intro: 'We send a link to your email address. It works once.',
    fields: [email],
    button: 'Send the link',
  });

export const newPasswordPage = (site: Site, page: FormPage): string =>
  formPage(site, page, {
    heading: 'Set a new password',
    intro: 'You are signed in with it at once, and everywhere else you are signed out.',
    fields: [newPassword],
    button: 'Save and sign in',
  });

/** Asks before a link is used: mail scanners open every one. */
export const useLinkPage = (site: Site, page: FormPage): string =>
  formPage(site, page, { heading: 'Sign in', fields: [], button: 'Sign in' });

/** Asks before an address is confirmed. */
export const confirmEmailPage = (site: Site, page: FormPage): string =>
  formPage(site, page, {
    heading: 'Confirm your email address',
    intro: 'From then on you sign in with it, and everywhere else you are signed out.',
    fields: [],
    button: 'Confirm',
  });

/** Who is signed in, and the way out. */
export const accountPage = (
  site: Site,
  {
    root,
    name,
    email,
    organizationName,
  }: { root: string; name: string; email: string; organizationName: string },
): string =>
  layout(site, {
    root,
    title: 'Your account',
    organizationName,
    head: html`<meta name="robots" content="noindex">\n`,
    main: html`<div class="card">
<h1>You are signed in</h1>
<p><bdi>${name}</bdi><br><bdi>${email}</bdi></p>
<p><a href="${root}account/totp">Codes of an app</a></p>
<form method="post" action="${root}account/sign-out"><div class="actions"><button class="button">Sign out</button></div></form>
</div>`,
  });
