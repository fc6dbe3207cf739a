import type { Figure } from './figure.ts';
import { bookings } from './parts/bookings.ts';
import { engine } from './parts/engine.ts';
import { hosts } from './parts/hosts.ts';
import { life } from './parts/life.ts';
import { memory } from './parts/memory.ts';
import { slots } from './parts/slots.ts';
import { webhooks } from './parts/webhooks.ts';
import type { Closable, PartContext } from './settings.ts';

const parts = { engine, slots, hosts, bookings, life, webhooks, memory };

export type PartName = keyof typeof parts;

export const partNames = Object.keys(parts) as PartName[];

/** Measures one part, and ends everything that it started. */
export async function runPart(part: PartName, context: Omit<PartContext, 'keep'>): Promise<Figure[]> {
  const kept: Closable[] = [];
  const keep = async <T extends Closable>(making: Promise<T>): Promise<T> => {
    const made = await making;
    kept.push(made);
    return made;
  };
  try {
    return await parts[part]({ ...context, keep });
  } finally {
    for (const each of kept.reverse()) await each.close();
  }
}
