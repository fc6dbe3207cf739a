import type { AttributeValues } from '@astrocal/contract';
import type { Insider } from '../../lib/principal.ts';
import { requiredLine } from '../../lib/text.ts';

/** Whether what the caller adds exists in test mode only: a test key stays in its mode (docs/members.md). */
export const addsForTestMode = ({ kind, isTest }: Insider): boolean => kind === 'key' && isTest;

/** Whether the caller may change the member: a test key reads what it shares with live mode, and no more (docs/members.md). */
export const mayChange = (caller: Insider, member: { readonly is_test: boolean }): boolean =>
  member.is_test || !addsForTestMode(caller);

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
