// Made by tools/make-bounds.ts from packages/contract. Do not edit.

/** Bounds of the API: counts, characters and what a field may say. */
export const bounds = {
  "durationMinutes": {
    "least": 5,
    "most": 480
  },
  "attendees": 100,
  "notes": 1000,
  "reason": 500,
  "email": 254,
  "page": 100,
  "availabilityDays": 92,
  "bookingStatuses": [
    "confirmed",
    "rescheduled",
    "pending_payment",
    "cancelled"
  ],
  "waitlistStatuses": [
    "waiting",
    "promoted",
    "expired",
    "cancelled"
  ]
} as const;
