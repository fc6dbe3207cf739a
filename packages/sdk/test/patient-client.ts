import { resourcesOf } from '../src/generated/client.generated.ts';
import type { Resources } from '../src/generated/methods.generated.ts';
import { createSend } from '../src/send.ts';
import { type AstrocalOptions, readSettings } from '../src/settings.ts';

/** A client whose waits are over at once, and noted: milliseconds, without the part that chance adds. */
export function patientClient(options: AstrocalOptions): { astrocal: Resources; waits: number[] } {
  const waits: number[] = [];
  const send = createSend(readSettings(options), {
    random: () => 0,
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  return { astrocal: resourcesOf(send), waits };
}
