import { type Static, Type } from 'typebox';
import { component } from '../component.ts';
import { exactObject } from '../fields.ts';

const inviteeNotices = {
  confirmation: Type.Boolean({ description: 'That it is booked.' }),
  change: Type.Boolean({ description: 'That its time or its hosts have changed.' }),
  cancellation: Type.Boolean({ description: 'That it is cancelled.' }),
  reminder: Type.Boolean({ description: 'That it is soon, at the `reminder_intervals`.' }),
};
const { reminder: _, ...hostNotices } = inviteeNotices;

const description =
  'Which mails about its bookings are sent: to the invitee and the party, and to the hosts.';

export const Notifications = component(
  'Notifications',
  Type.Object({ invitee: Type.Object(inviteeNotices), host: Type.Object(hostNotices) }, { description }),
);

/** Only what is named changes. */
export const NotificationsChange = component(
  'NotificationsChange',
  exactObject(
    {
      invitee: Type.Optional(
        exactObject({
          confirmation: Type.Optional(inviteeNotices.confirmation),
          change: Type.Optional(inviteeNotices.change),
          cancellation: Type.Optional(inviteeNotices.cancellation),
          reminder: Type.Optional(inviteeNotices.reminder),
        }),
      ),
      host: Type.Optional(
        exactObject({
          confirmation: Type.Optional(hostNotices.confirmation),
          change: Type.Optional(hostNotices.change),
          cancellation: Type.Optional(hostNotices.cancellation),
        }),
      ),
    },
    { description: `${description} What is not named stays as it is.` },
  ),
);

/** All of them. */
export const notificationDefaults: Static<typeof Notifications> = {
  invitee: { confirmation: true, change: true, cancellation: true, reminder: true },
  host: { confirmation: true, change: true, cancellation: true },
};
