import type { TestApi } from '../harness/api.ts';
import { makeMembers, setHosts } from '../harness/hosts.ts';
import { dailyHours } from '../harness/organization.ts';
import { durations } from './plan.ts';
import type { Sandbox } from './sandbox.ts';

/** An event type that is open at all times, so that bookings can be placed anywhere. */
export interface Stage {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  /** In the order in which they are asked. */
  readonly hostIds: readonly string[];
  readonly assignment: 'any' | 'all';
}

export interface Stages {
  /** What a plan begins with: it is changed to the plan's settings once its bookings are made. */
  readonly own: readonly Stage[];
  /** Of the same hosts. */
  readonly other: readonly Stage[];
  /** Priced, so that its bookings wait for a payment. */
  readonly unpaid: readonly Stage[];
}

/** Makes the event types that every plan begins with, of three hosts who are made for them. */
export async function setStages(sandbox: Sandbox, api: TestApi, organizationId: string): Promise<Stages> {
  let made = 0;
  const hosts = await makeMembers(api, organizationId, ['Ana', 'Bo', 'Cy']);
  const [ana, bo, cy] = hosts as [string, string, string];
  const stage = async (
    [before, after]: readonly [number, number],
    hostIds: readonly string[],
    { assignment = 'any', ...fields }: Partial<Pick<Stage, 'assignment'>> & Record<string, unknown> = {},
  ): Promise<Stage> => {
    const { status, body } = await sandbox.call('POST', '/v1/event-types', {
      title: 'A stage',
      slug: `stage-${++made}`,
      duration_minutes: 30,
      duration_options: durations,
      slot_interval_minutes: 5,
      buffer_before_minutes: before,
      buffer_after_minutes: after,
      assignment_strategy: assignment === 'all' ? 'collective' : 'round_robin',
      ...fields,
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    await sandbox.call('PUT', `/v1/event-types/${body.id}/availability`, dailyHours('UTC', '00:00-24:00'));
    await setHosts(api.deps.database.db, body.id, hostIds);
    return { id: body.id, before, after, hostIds, assignment };
  };
  const all = { assignment: 'all' as const };
  const group = { max_attendees: 3 };
  return {
    own: [
      await stage([0, 0], [ana], group),
      await stage([10, 20], [ana], group),
      await stage([0, 0], [ana, bo], group),
      await stage([10, 20], [cy, ana, bo], group),
      await stage([0, 0], [bo, ana], { ...group, ...all }),
      await stage([10, 20], [ana, bo, cy], { ...group, ...all }),
    ],
    other: [
      await stage([0, 0], [ana]),
      await stage([30, 0], [bo, ana]),
      await stage([0, 15], [ana, cy], all),
    ],
    unpaid: [
      await stage([0, 0], [ana], { price_amount: 100 }),
      await stage([0, 0], [ana, bo], { price_amount: 100, ...all }),
    ],
  };
}
