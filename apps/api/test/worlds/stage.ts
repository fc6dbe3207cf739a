import { dailyHours } from '../harness/organization.ts';
import { durations } from './plan.ts';
import type { Sandbox } from './sandbox.ts';

/** An event type that is open at all times, so that bookings can be placed anywhere. */
export interface Stage {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

export interface Stages {
  /** What a plan begins with: it is changed to the plan's settings once its bookings are made. */
  readonly own: readonly Stage[];
  /** Of the same host. */
  readonly other: readonly Stage[];
  /** Priced, so that its bookings wait for a payment. */
  readonly unpaid: readonly Stage[];
}

/** Makes the event types that every plan begins with. */
export async function setStages(sandbox: Sandbox): Promise<Stages> {
  let made = 0;
  const stage = async (before: number, after: number, fields: object = {}): Promise<Stage> => {
    const { status, body } = await sandbox.call('POST', '/v1/event-types', {
      title: 'A stage',
      slug: `stage-${++made}`,
      duration_minutes: 30,
      duration_options: durations,
      slot_interval_minutes: 5,
      buffer_before_minutes: before,
      buffer_after_minutes: after,
      ...fields,
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    await sandbox.call('PUT', `/v1/event-types/${body.id}/availability`, dailyHours('UTC', '00:00-24:00'));
    return { id: body.id, before, after };
  };
  return {
    own: [await stage(0, 0, { max_attendees: 3 }), await stage(10, 20, { max_attendees: 3 })],
    other: [await stage(0, 0), await stage(30, 0), await stage(0, 15)],
    unpaid: [await stage(0, 0, { price_amount: 100 })],
  };
}
