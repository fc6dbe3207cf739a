import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium, `CHROMIUM_PATH` first. Throws with what to do where there is none. */
export function findChromium(): string {
  const asked = process.env.CHROMIUM_PATH;
  const found = asked ? [asked].find(existsSync) : places.find(existsSync);
  if (!found)
    throw new Error(
      `There is no browser to test with${asked ? ` at ${asked}` : ''}. Install Chromium (Debian: apt-get install chromium), ` +
        'or set CHROMIUM_PATH to one.',
    );
  return found;
}
