/** The messages that are still to be passed on. */
const untold = `untold as materialized (
  select id from events where next_attempt_at is not null)`;

/** What follows from messages: deliveries, mails and jobs. Each statement finds what must not be. */
export const messageFaults: Readonly<Record<string, string>> = {
  'a message has no delivery to an endpoint that subscribes to it, and no job that makes one': `
    with ${untold}
    select v.id, w.id as endpoint from events v join webhook_endpoints w on w.organization_id = v.organization_id
      and w.is_test = v.is_test and w.active and w.deleted_at is null and v.event = any (w.events)
      and w.updated_at <= v.created_at
    where not exists (select from untold u where u.id = v.id)
      and not exists (select from webhook_deliveries d where d.organization_id = v.organization_id
        and d.endpoint_id = w.id and d.message_id = v.id and d.cause = 'event')`,
  'a message is delivered twice to an endpoint': `
    select organization_id, endpoint_id, message_id from webhook_deliveries
    group by organization_id, endpoint_id, message_id, cause having count(*) > 1`,
  'a delivery does not say what its message says': `
    select d.id from webhook_deliveries d left join events v on v.organization_id = d.organization_id
      and v.is_test = d.is_test and v.id = d.message_id
    where d.cause <> 'test' and (v.id is null or d.event <> v.event or d.body::jsonb ->> 'id' <> v.id
      or d.body::jsonb ->> 'event' <> v.event or d.body::jsonb -> 'data' <> v.data)`,
  'a message has no mail to a reader, and no job that writes one': `
    with ${untold},
    news (event, kind) as (values ('booking.confirmed', 'booking_confirmed'),
      ('booking.rescheduled', 'booking_rescheduled'), ('booking.cancelled', 'booking_cancelled'))
    select v.id, r.role from events v join news on news.event = v.event
      join bookings b on b.organization_id = v.organization_id and b.is_test = v.is_test and b.id = v.data ->> 'id'
      cross join (values ('invitee'), ('host')) r (role)
    where v.data ->> 'status' <> 'pending_payment'
      and not (v.data ->> 'status' = 'cancelled' and b.payment_expires_at is not null)
      and not (news.event = 'booking.confirmed' and r.role = 'invitee' and exists (select from waitlist_entries w
        where w.organization_id = b.organization_id and w.is_test = b.is_test and w.booking_id = b.id))
      and not exists (select from untold u where u.id = v.id)
      and not exists (select from mails m where m.organization_id = v.organization_id and m.cause = v.id
        -- Who holds it no more, and who does now, have a mail of their own each.
        and (m.kind = news.kind or (r.role = 'host' and v.data ? 'previous_hosts')) and m.recipient_role = r.role)`,
  'somebody who was promoted or waited in vain has no mail, and no job writes one': `
    with ${untold}
    select v.id from events v join (values ('waitlist.promoted', 'waitlist_promoted'),
      ('waitlist.expired', 'waitlist_expired')) news (event, kind) on news.event = v.event
    where not exists (select from bookings b where b.organization_id = v.organization_id and b.is_test = v.is_test
        and b.id = v.data ->> 'booking_id' and b.status = 'cancelled')
      and not exists (select from untold u where u.id = v.id)
      and not exists (select from mails m where m.organization_id = v.organization_id and m.cause = v.id
        and m.kind = news.kind)`,
  'a reader has two mails of a kind for one cause': `
    select organization_id, cause, kind, recipient_address from mails
    group by organization_id, cause, kind, recipient_role, recipient_address having count(*) > 1`,
  'two mails have one Message-ID': `
    select message_id_header from mails group by message_id_header having count(*) > 1`,
  'a mail is about a message that is not there': `
    select m.id from mails m where m.cause like 'msg\\_%' and not exists (select from events v
      where v.organization_id = m.organization_id and v.is_test = m.is_test and v.id = m.cause)`,
  'a delivery is to be made and is never due': `
    select d.id from webhook_deliveries d where (d.status = 'pending') <> (d.next_attempt_at is not null)`,
  'a mail is to be sent and is never due': `
    select m.id from mails m where (m.status = 'pending') <> (m.next_attempt_at is not null)`,
  'a message is to be told and is never due': `
    select id from events where (status = 'pending') <> (next_attempt_at is not null)`,
  'a job was given up': `
    select id::text, name, data, output from pgboss.job where state = 'failed'
    union all select id, 'webhooks.deliver', null, to_jsonb(fault) from webhook_deliveries where given_up_at is not null
    union all select id, 'notifications.send', null, to_jsonb(fault) from mails where given_up_at is not null
    union all select id, 'events.fan-out', null, to_jsonb(fault) from events where given_up_at is not null`,
};
