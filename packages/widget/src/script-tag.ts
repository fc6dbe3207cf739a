import { autoInit } from './auto-init.ts';
import { setMessageLoader } from './i18n/load.ts';
import { close, destroy, open, setDefaultApiUrl, update } from './open.ts';
import { apiUrlOf } from './script-address.ts';

// The entry of the bundle for script tags: the global `Astrocal`, and the elements that the page has marked.
const script = document.currentScript ?? document.querySelector('script[src*="/widget/v1/astrocal.js"]');
const source = script instanceof HTMLScriptElement ? script.src : '';
setDefaultApiUrl(apiUrlOf(source) ?? location.origin);
setMessageLoader(async (language) => {
  const answer = await fetch(new URL(`astrocal.${language}.json`, source), { credentials: 'omit' });
  return answer.ok ? answer.json() : {};
});
Object.assign(globalThis, { Astrocal: { open, close, update, destroy, autoInit } });

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => autoInit());
else autoInit();
