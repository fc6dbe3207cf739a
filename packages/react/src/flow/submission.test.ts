import { expect, test } from 'vitest';
import { createBodyOf } from './submission.ts';

const slot = { start_time: '2026-06-15T14:00:00Z', end_time: '2026-06-15T14:30:00Z' };
const choice = { eventTypeId: 'evt_1', slot, duration: undefined, host: {}, timezone: 'Asia/Tokyo' };

test('whoever comes is in the visitor’s zone, unless they say otherwise', () => {
  const { attendees } = createBodyOf(choice, {
    attendees: [
      { name: 'Kim', email: 'kim@example.com' },
      { name: 'Lee', email: 'lee@example.com', timezone: undefined },
      { name: 'Ada', email: 'ada@example.com', timezone: 'Europe/Paris' },
    ],
  });
  expect(attendees?.map(({ timezone }) => timezone)).toEqual(['Asia/Tokyo', 'Asia/Tokyo', 'Europe/Paris']);
  const { invitee_timezone } = createBodyOf(choice, {
    invitee_name: 'Kim',
    invitee_email: 'kim@example.com',
  });
  expect(invitee_timezone).toBe('Asia/Tokyo');
});

test('who shall hold the meeting goes with it', () => {
  const person = { invitee_name: 'Kim', invitee_email: 'kim@example.com' };
  const host = { hostId: 'mbr_1', hostAttributes: { language: 'es' } };
  expect(createBodyOf({ ...choice, host }, person)).toMatchObject({
    host_id: 'mbr_1',
    host_attributes: { language: 'es' },
  });
  expect(createBodyOf(choice, { ...person, host_id: 'mbr_2' })).toMatchObject({ host_id: 'mbr_2' });
});
