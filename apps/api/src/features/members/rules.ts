import type { AttributeValues } from '@astrocal/contract';
import type { Owner } from '../../lib/principal.ts';
import { requiredLine } from '../../lib/text.ts';

/** Whether whoever acts in the mode may change the member: test mode reads what it shares with live mode, and no more (docs/members.md). */
export const mayChange = (caller: Pick<Owner, 'isTest'>, member: { readonly is_test: boolean }): boolean =>
  !caller.isTest || member.is_test;

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
