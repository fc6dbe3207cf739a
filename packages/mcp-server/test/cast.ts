/** Who is booked in these tests, … */
export const alex = {
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
  invitee_timezone: 'America/New_York',
};
export const kim = { invitee_name: 'Kim Lee', invitee_email: 'kim@example.com' };

/** … and when. */
export const monday = '2026-06-15';
