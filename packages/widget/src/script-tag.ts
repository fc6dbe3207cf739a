import { autoInit } from './auto-init.ts';
import { setMessageLoader } from './i18n/load.ts';
import { close, destroy, open, setDefaultApiUrl, update } from './open.ts';
import { type Rest, setRestLoader } from './rest/load.ts';
import { apiUrlOf } from './script-address.ts';
import { mountHostPortal, mountSession } from './session-frame.ts';
import * as shared from './shared.ts';

/** The version of the second file, put in when the bundle is built. */
declare const REST_VERSION: string;

// The entry of the bundle for script tags: the global `Astrocal`, and the elements that the page has marked.
const script = document.currentScript ?? document.querySelector('script[src*="/widget/v1/astrocal.js"]');
const source = script instanceof HTMLScriptElement ? script.src : '';
setDefaultApiUrl(apiUrlOf(source) ?? location.origin);
setMessageLoader(async (language) => {
  const answer = await fetch(new URL(`astrocal.${language}.json`, source), { credentials: 'omit' });
  return answer.ok ? answer.json() : {};
});
setRestLoader(async (attempt) => {
  // A browser may remember that an address could not be loaded, so each attempt has its own.
  const address = new URL(`astrocal-rest.js?v=${REST_VERSION}${attempt ? `&again=${attempt}` : ''}`, source);
  const { default: make }: { default: (require: () => object) => Rest } = await import(address.href);
  return make(() => shared);
});
Object.assign(globalThis, {
  Astrocal: { open, close, update, destroy, autoInit, mountSession, mountHostPortal },
});

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => autoInit());
else autoInit();
