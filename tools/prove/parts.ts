/** One run of vitest: its files, and how much they are to try. */
export interface Step {
  /** Test files or folders of them (with a slash at the end), from the root of the repository. */
  readonly paths: readonly string[];
  /** `ASTROCAL_PROOF_*` variables: the full size, and the one of `--quick`. */
  readonly sizes?: Readonly<Record<string, readonly [full: number, quick: number]>>;
  /** What else the tests find in their environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The step's only figure is the number of tests that passed, under this name. */
  readonly countsTestsAs?: string;
}

/** A promise and what proves it. */
export interface Part {
  readonly id: `P${number}`;
  readonly promise: string;
  readonly steps: readonly Step[];
  /** Why it may be that there is nothing to run yet. */
  readonly awaits?: string;
}

const races = 'apps/api/test/races';
const crashes = 'apps/api/test/crash';
const pure = 'packages/scheduling/src';

/** Everything that reads a clock or shows a time: it must not matter where the server stands. */
const timeTests = [
  `${pure}/`,
  'apps/api/src/features/availability/',
  'apps/api/src/features/bookings/',
  'apps/api/src/db/column-types.pg.test.ts',
  'apps/api/src/http/formats.test.ts',
  'apps/api/test/worlds/',
];

const timeTestsUnder = (zone: string): Step => ({
  paths: timeTests,
  env: { TZ: zone },
  countsTestsAs: `tests about time under TZ=${zone}`,
});

/** The promises of RELIABILITY.md, in its order: a row there, a part here. */
export const parts: readonly Part[] = [
  {
    id: 'P1',
    promise:
      'Nobody is booked twice: live bookings of a host never overlap, buffers included; spots and caps are exact',
    steps: [
      {
        paths: ['slots', 'hosts', 'caps', 'unpaid', 'waitlist'].map((name) => `${races}/${name}.test.ts`),
        sizes: { ASTROCAL_PROOF_RACERS: [50, 16], ASTROCAL_PROOF_ROUNDS: [200, 2] },
      },
      {
        paths: [`${races}/protections.test.ts`],
        sizes: { ASTROCAL_PROOF_RACERS: [50, 16], ASTROCAL_PROOF_ROUNDS: [60, 2] },
      },
    ],
  },
  {
    id: 'P2',
    promise: 'A booking that was answered 201 is never lost',
    steps: [
      {
        paths: ['server', 'worker', 'postgres', 'embedded', 'rolling-restart'].map(
          (name) => `${crashes}/${name}.test.ts`,
        ),
        sizes: { ASTROCAL_PROOF_KILLS: [20, 2], ASTROCAL_PROOF_RESTARTS: [20, 2] },
      },
    ],
  },
  {
    id: 'P3',
    promise: 'A retry with the same idempotency key never makes a second booking',
    steps: [
      {
        paths: [`${races}/idempotency.test.ts`],
        sizes: {
          ASTROCAL_PROOF_RACERS: [20, 8],
          ASTROCAL_PROOF_ROUNDS: [200, 2],
          ASTROCAL_PROOF_KILLS: [20, 2],
        },
      },
    ],
  },
  {
    id: 'P4',
    promise: 'Every committed change yields its webhook and mail at least once, each with a stable id',
    steps: [
      {
        paths: ['outbox-request', 'outbox-worker', 'outbox-embedded', 'two-workers'].map(
          (name) => `${crashes}/${name}.test.ts`,
        ),
        sizes: { ASTROCAL_PROOF_KILLS: [20, 2], ASTROCAL_PROOF_JOBS: [1000, 200] },
      },
    ],
  },
  {
    id: 'P5',
    promise: 'Every offered time can be booked by a sole caller, and nothing else can',
    steps: [
      {
        paths: [`${pure}/slot-oracle.test.ts`, 'apps/api/test/worlds/'],
        sizes: { ASTROCAL_PROOF_WORLDS: [10_000, 200] },
      },
    ],
  },
  {
    id: 'P6',
    promise:
      'Times are right in every zone, also on the days on which clocks change, wherever the server stands',
    steps: [
      {
        paths: [
          'zone',
          'local-clock',
          'slot-clock-changes',
          'slot-oracle-changes',
          'cap-period',
          'cap-period-oracle',
        ].map((name) => `${pure}/${name}.test.ts`),
        sizes: {
          ASTROCAL_PROOF_CONVERSIONS: [200_000, 20_000],
          ASTROCAL_PROOF_WORLDS_PER_CHANGE: [5, 1],
          ASTROCAL_PROOF_ZONES: [597, 6],
        },
      },
      ...['UTC', 'America/St_Johns', 'Pacific/Apia'].map(timeTestsUnder),
    ],
  },
  {
    id: 'P7',
    promise:
      'One organization never reads, changes or infers what is of another; test keys never see live data',
    steps: [{ paths: ['apps/api/test/access/'] }],
  },
  {
    id: 'P8',
    promise: 'No request, however malformed, is answered with a fault of the server',
    steps: [{ paths: ['apps/api/test/hostile/'], sizes: { ASTROCAL_PROOF_REQUESTS: [20_000, 2000] } }],
  },
  {
    id: 'P9',
    promise: 'No outbound request reaches an address that is not public',
    steps: [{ paths: ['apps/api/src/providers/outbound/'] }],
  },
  {
    id: 'P10',
    promise: 'A full database answers as fast as a small one',
    steps: [
      {
        paths: ['apps/api/test/growth/'],
        sizes: { ASTROCAL_PROOF_BOOKINGS: [100_000, 5000], ASTROCAL_PROOF_EVENT_TYPES: [1000, 50] },
      },
    ],
  },
  {
    id: 'P17',
    promise: 'Hosts get their fair share',
    steps: [
      {
        paths: [`${races}/turns.test.ts`],
        sizes: { ASTROCAL_PROOF_TURNS: [400, 64], ASTROCAL_PROOF_ROUNDS: [60, 2] },
      },
      { paths: [`${crashes}/turns.test.ts`], sizes: { ASTROCAL_PROOF_KILLS: [20, 2] } },
      { paths: [`${pure}/rotation.test.ts`, `${pure}/slot-properties.test.ts`] },
    ],
  },
];
