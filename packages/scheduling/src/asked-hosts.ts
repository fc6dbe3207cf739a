import type { Host, SlotQuestion, SlotRules } from './question.ts';
import { inTurn } from './rotation.ts';

/** Whom a question asks, and for what. Answers to a start are given in the order of its hosts. */
export interface AskedHosts {
  readonly eventType: SlotRules;
  /** Those who are needed whoever is chosen, and behind them the choice, in the order in which it is asked. */
  readonly hosts: readonly Host[];
  readonly neededCount: number;
  /** One of the choice is needed too. */
  readonly needsOne: boolean;
}

/**
 * With `all` every host is needed; with `any` the required ones and one of the rest, in the order of their turns. Where
 * there is no rest the required suffice. Somebody who is asked for is the only choice.
 */
export function askedHosts(question: SlotQuestion): AskedHosts {
  const { eventType, hosts, assignment, rotation, wantedHostId } = question;
  if (assignment === 'all') return { eventType, hosts, neededCount: hosts.length, needsOne: false };
  const needed = hosts.filter((host) => host.isRequired);
  const rest = hosts.filter((host) => !host.isRequired);
  const isOpenChoice = wantedHostId === undefined || needed.some(({ id }) => id === wantedHostId);
  const choice = isOpenChoice ? rest : rest.filter(({ id }) => id === wantedHostId);
  return {
    eventType,
    hosts: [...needed, ...(rotation ? inTurn(rotation, choice) : choice)],
    neededCount: needed.length,
    needsOne: rest.length > 0 || !isOpenChoice,
  };
}
