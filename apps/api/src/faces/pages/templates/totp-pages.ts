import encodeQr from 'qr';
import { type Html, html } from '../../../lib/html.ts';
import { codeField, type Field, fieldHtml, password } from './account-pages.ts';
import { layout, type Site } from './layout.ts';

/** Where somebody is on the way to sign in with codes, or without them. */
export type TotpView =
  | { readonly step: 'begin' | 'end'; readonly needsProof: boolean }
  /** Without a secret where that was shown before. */
  | {
      readonly step: 'confirm';
      readonly begun: { readonly otpauth_url: string; readonly secret: string } | null;
    }
  | { readonly step: 'done'; readonly recoveryCodes: readonly string[] };

export interface TotpPage {
  readonly root: string;
  readonly refusal?: string | undefined;
}

export const totpPage = (site: Site, { root, refusal }: TotpPage, view: TotpView): string =>
  layout(site, {
    root,
    title: 'Codes of an app',
    organizationName: null,
    head: html`<meta name="robots" content="noindex">\n`,
    main: html`<div class="card">
<h1>Codes of an app</h1>
${refusal !== undefined && html`<p class="notice" role="alert">${refusal}</p>\n`}${partOf(view)}<p><a href="${root}account">Your account</a></p>
</div>`,
  });

function partOf(view: TotpView): Html {
  if (view.step === 'done') return recoveryCodes(view.recoveryCodes);
  if (view.step === 'confirm')
    return html`${view.begun && secretOf(view.begun)}${form('confirm', [codeField], 'Switch on')}`;
  if (view.step === 'begin')
    return html`<p>An app on your phone makes a code every half minute, and you sign in with your password and that code.</p>
${form('begin', view.needsProof ? [password] : [], 'Begin')}`;
  return html`<p>You sign in with codes of an app. Without them your password alone is enough.</p>
${form('end', view.needsProof ? [codeField] : [], 'Switch off')}`;
}

const form = (step: string, fields: readonly Field[], button: string): Html => html`<form method="post">
<input type="hidden" name="step" value="${step}">
${fields.map((field) => fieldHtml(field, undefined))}<div class="actions"><button class="button main">${button}</button></div>
</form>\n`;

/** Markup of ours: the library writes paths of a grid, and nothing of what they say. */
const qrCode = (text: string): Html => ({ markup: encodeQr(text, 'svg', { ecc: 'medium' }) });

const secretOf = ({ otpauth_url, secret }: { otpauth_url: string; secret: string }): Html =>
  html`<p>Scan this with the app, or type the secret, and enter the code that it shows.</p>
<figure class="qr" role="img" aria-label="QR code for the app">${qrCode(otpauth_url)}</figure>
<p><code>${secret}</code></p>\n`;

const recoveryCodes = (codes: readonly string[]): Html =>
  html`<p>Done. These codes let you in when the app is lost, each once. They are shown this once: keep them where you keep passwords.</p>
<ul>
${codes.map((code) => html`<li><code>${code}</code></li>\n`)}</ul>\n`;
