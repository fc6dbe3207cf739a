import type { MessageLoader } from './load.ts';

/** Each language as a module of its own, which bundlers put into a file of its own. */
export const importMessages: MessageLoader = async (language) => {
  switch (language) {
    case 'de':
      return (await import('./de.ts')).de;
    case 'fr':
      return (await import('./fr.ts')).fr;
    case 'es':
      return (await import('./es.ts')).es;
    case 'pt':
      return (await import('./pt.ts')).pt;
    case 'it':
      return (await import('./it.ts')).it;
    case 'nl':
      return (await import('./nl.ts')).nl;
    case 'pl':
      return (await import('./pl.ts')).pl;
    case 'ja':
      return (await import('./ja.ts')).ja;
    case 'ar':
      return (await import('./ar.ts')).ar;
  }
};
