import { dailyHours } from '../harness/organization.ts';
import { durations, mostHosts } from './plan.ts';
import type { Sandbox } from './sandbox.ts';

/** An event type that is open at all times, so that bookings can be placed anywhere. */
export interface Stage {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  readonly hosts: readonly StagedHost[];
  readonly strategy: 'round_robin' | 'priority' | 'collective';
}

/** Where turns are equal, they are asked in the order of their list. */
export interface StagedHost {
  readonly id: string;
  readonly zone: string;
  readonly isRequired: boolean;
}

export interface Stages {
  /** What a plan begins with: it is changed to the plan's settings once its bookings are made. */
  readonly own: readonly Stage[];
  /** Of the same hosts. */
  readonly other: readonly Stage[];
  /** Priced, so that its bookings wait for a payment. */
  readonly unpaid: readonly Stage[];
}

/** None has a clock that changes at midnight. */
const zones = ['UTC', 'Asia/Kathmandu', 'America/New_York'];

interface StagePlan {
  readonly buffers?: readonly [before: number, after: number];
  readonly hosts: readonly StagedHost[];
  readonly strategy?: Stage['strategy'];
  readonly fields?: object;
}

/** Makes the event types that every plan begins with, of hosts who are made for them, all through the API. */
export async function setStages(sandbox: Sandbox): Promise<Stages> {
  let made = 0;
  const must = async (status: number, ...request: Parameters<Sandbox['call']>) => {
    const answer = await sandbox.call(...request);
    if (answer.status !== status) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const members: StagedHost[] = [];
  for (let number = 0; number < mostHosts; number++) {
    const zone = zones[number % zones.length] as string;
    const member = { name: `Host ${number}`, email: `host-${number}@example.com`, timezone: zone };
    members.push({ id: (await must(201, 'POST', '/v1/members', member)).id, zone, isRequired: false });
  }
  async function stage({ buffers = [0, 0], hosts, strategy = 'round_robin', fields = {} }: StagePlan) {
    const [before, after] = buffers;
    const { id } = await must(201, 'POST', '/v1/event-types', {
      title: 'A stage',
      slug: `stage-${++made}`,
      duration_minutes: 30,
      duration_options: durations,
      slot_interval_minutes: 5,
      buffer_before_minutes: before,
      buffer_after_minutes: after,
      assignment_strategy: strategy,
      ...fields,
    });
    await must(200, 'PUT', `/v1/event-types/${id}/availability`, dailyHours('UTC', '00:00-24:00'));
    await must(200, 'PUT', `/v1/event-types/${id}/hosts`, {
      hosts: hosts.map((host, index) => ({
        member_id: host.id,
        priority: hosts.length - index,
        weight: 1 + (index % 3),
        required: host.isRequired,
      })),
    });
    return { id, before, after, hosts, strategy };
  }
  const [ana, bo, cy] = members as [StagedHost, StagedHost, StagedHost];
  const lead = { ...bo, isRequired: true };
  const group = { max_attendees: 3 };
  const buffers = [10, 20] as const;
  const collective = 'collective' as const;
  return {
    own: [
      await stage({ hosts: [ana], fields: group }),
      await stage({ buffers, hosts: [ana], fields: group }),
      await stage({ hosts: [ana, bo], fields: group }),
      await stage({ buffers, hosts: [cy, ana, bo], fields: group }),
      await stage({ hosts: [bo, ana], fields: group, strategy: collective }),
      await stage({ buffers, hosts: [ana, bo, cy], fields: group, strategy: collective }),
      await stage({ hosts: members, fields: group }),
      await stage({ buffers, hosts: [ana, lead, cy], fields: group }),
      await stage({ hosts: members.slice(0, 5), fields: group, strategy: 'priority' }),
      await stage({ hosts: members.slice(0, 4), fields: group, strategy: collective }),
    ],
    other: [
      await stage({ hosts: [ana] }),
      await stage({ buffers: [30, 0], hosts: [bo, ana] }),
      await stage({ buffers: [0, 15], hosts: [ana, cy], strategy: collective }),
    ],
    unpaid: [
      await stage({ hosts: [ana], fields: { price_amount: 100 } }),
      await stage({ hosts: [ana, bo], fields: { price_amount: 100 }, strategy: collective }),
    ],
  };
}
