import { type Static, type TSchema, Type } from 'typebox';
import { durationMinutes, longest, metadataSize } from './bounds.ts';

/** The schema or JSON null, written as a JSON Schema type list (OpenAPI 3.1), which serialises without a union check. */
export function nullable<T extends TSchema & { type?: unknown }>(schema: T) {
  const { type, enum: values, ...rest } = schema as { type?: string; enum?: readonly unknown[] };
  return Type.Unsafe<Static<T> | null>({
    ...rest,
    type: [type, 'null'],
    ...(values && { enum: [...values, null] }),
  });
}

/** A text that is one of a closed list. */
export const oneOf = <const V extends readonly string[]>(values: V, options: object = {}) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values], ...options });

/** An object that refuses fields it does not know: a typo must not be silence. */
export const exactObject = <P extends Record<string, TSchema>>(properties: P, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });

/** Nouns that ids name, with the prefix of their ids. */
export const idPrefixes = {
  organization: 'org',
  member: 'mbr',
  user: 'usr',
  session: 'ses',
  invitation: 'inv',
  api_key: 'key',
  event_type: 'evt',
  host: 'hst',
  absence: 'abs',
  booking: 'bkg',
  attendee: 'att',
  availability_rule: 'rul',
  date_override: 'ovr',
  message: 'msg',
  waitlist_entry: 'wle',
  webhook_endpoint: 'whk',
  webhook_delivery: 'whd',
  mail: 'mml',
  member_removal: 'rmv',
  embed_session: 'ems',
} as const;
export type Noun = keyof typeof idPrefixes;

const otherWords: Partial<Record<Noun, string>> = { api_key: 'API key', embed_session: 'embedded session' };

/** What people call a thing of the noun: `event type`. */
export const nounWords = (noun: Noun): string => otherWords[noun] ?? noun.replaceAll('_', ' ');

const exampleDigits = '01jz5x8k3mqv7e2n4r6t8w9y0a';
/** A well-formed example id of the noun. */
export const exampleId = (noun: Noun) => `${idPrefixes[noun]}_${exampleDigits}`;

/** The id of a thing. Any text is accepted: one of an odd shape is simply not found. */
export const Id = (noun: Noun, description?: string) =>
  Type.String({
    description: description ?? `The id of the ${nounWords(noun)}.`,
    examples: [exampleId(noun)],
    'x-noun': noun,
  });

export const Instant = (description: string) =>
  Type.String({ format: 'date-time', description, examples: ['2026-06-15T14:00:00Z'] });

export const LocalDate = (description: string) =>
  Type.String({ format: 'date', description, examples: ['2026-06-15'] });

/** The name of a zone, which is taken in any case and goes on as the table of zones spells it. */
export const TimeZone = (description: string) =>
  Type.String({
    format: 'iana-time-zone',
    description,
    examples: ['America/New_York'],
    'x-spelled': 'iana-time-zone',
  });

export const Email = (description: string) =>
  Type.String({ format: 'email', maxLength: longest.email, description, examples: ['alex@example.com'] });

export const PersonName = (description: string) =>
  Type.String({ minLength: 1, maxLength: longest.name, description, examples: ['Alex Johnson'] });

/** The id that a thing has with the caller. */
export const ExternalId = Type.String({
  minLength: 1,
  maxLength: longest.externalId,
  description: 'The id that it has with you: no two of a kind have the same in a mode.',
  examples: ['user-17'],
});

/** Whole minutes within bounds. */
export const Minutes = (minimum: number, maximum: number, options: object = {}) =>
  Type.Integer({ minimum, maximum, ...options });

const metadataShape = {
  type: 'object',
  maxProperties: metadataSize.pairs,
  propertyNames: { minLength: 1, maxLength: metadataSize.name },
  additionalProperties: { type: ['string', 'number', 'boolean'], maxLength: metadataSize.value },
  examples: [{ source: 'pricing-page', seats: 3 }],
} as const;

/** The length of a meeting, or what is measured like it. */
export const MeetingMinutes = (options: object = {}) =>
  Minutes(durationMinutes.least, durationMinutes.most, options);

/** Free key-value pairs of the caller, as they were sent. */
export const Metadata = Type.Unsafe<Record<string, string | number | boolean>>({
  ...metadataShape,
  description: 'Your own key-value pairs, exactly as they were sent.',
});

/**
 * The same on its way in: 50 keys, names of 40 and values of 500 characters. Whole numbers beyond 2^53 − 1 lose digits
 * in JSON (RFC 8259 section 6), so they are refused rather than changed.
 */
export const MetadataInput = Type.Unsafe<Record<string, string | number | boolean>>({
  ...metadataShape,
  additionalProperties: {
    ...metadataShape.additionalProperties,
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
  },
  description:
    'Your own key-value pairs, kept with the booking exactly as they were sent: at most 50, names up to 40, values up to 500 characters, whole numbers within ±(2^53 − 1).',
});
