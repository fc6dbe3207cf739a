import type { AttributeValues } from '@astrocal/contract';
import { type Insider, isTestKey } from '../../lib/principal.ts';
import { requiredLine } from '../../lib/text.ts';

/** What no two members have, by its constraint. */
export const taken = {
  members_email: 'A member has this email address already.',
  members_external_id: 'A member has this external_id already.',
} as const;

/** Whether the caller may change the member: a test key reads what it shares with live mode, and no more (docs/members.md). */
export const mayChange = (caller: Insider, member: { readonly is_test: boolean }): boolean =>
  member.is_test || !isTestKey(caller);

/** Attributes with their texts cleaned. Throws `validation_error` for one that shows nothing. */
export function cleanAttributes(attributes: AttributeValues): AttributeValues {
  const clean = (name: string, text: string) => requiredLine(`body.attributes.${name}`, text);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? clean(name, value) : value.map((each) => clean(name, each)),
    ]),
  );
}
