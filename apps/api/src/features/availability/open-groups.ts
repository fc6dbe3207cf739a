import type { Allocation, Host } from '@astrocal/scheduling';

/** A claim as the engine takes it, with the id that its rows share. */
interface Claim extends Allocation {
  readonly id: string;
}

/** A host whose claims are told apart. */
export interface ClaimedHost extends Host {
  readonly allocations: readonly Claim[];
}

/**
 * The hosts as they are asked, where groups that others opened are theirs no more: a group is joined with everybody who
 * would open it today, so one that was opened before somebody came, went or was made required reads as time that is taken.
 */
export function withoutOthersGroups(
  hosts: readonly ClaimedHost[],
  { eventTypeId, assignment }: { readonly eventTypeId: string; readonly assignment: 'any' | 'all' },
): readonly Host[] {
  const needed = hosts.filter(({ isRequired }) => assignment === 'all' || isRequired);
  const size = needed.length + Number(needed.length < hosts.length);
  const isOurs = (id: string) => {
    const holds = (host: ClaimedHost) => host.allocations.some((each) => each.id === id);
    return needed.every(holds) && hosts.filter(holds).length === size;
  };
  return hosts.map((host) => ({
    ...host,
    allocations: host.allocations.map((each) =>
      each.eventTypeId !== eventTypeId || isOurs(each.id) ? each : { ...each, eventTypeId: '' },
    ),
  }));
}
