import type { OrganizationUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import { invalid } from '../../lib/api-error.ts';
import { optionalLine, requiredLine } from '../../lib/text.ts';

/** So long the old addresses of booking pages lead to the new ones (docs/organization.md). */
export const keptSlugDays = 90;

type Changes = Static<typeof OrganizationUpdate>;

/** The fields of a change as they are stored. Throws `validation_error`. */
export function cleanChanges({ name, logo_url, brand_color, sender_name, ...others }: Changes): Changes {
  return {
    ...others,
    ...(name !== undefined && { name: requiredLine('body.name', name) }),
    ...(logo_url !== undefined && { logo_url: logo_url === null ? null : logoAddress(logo_url) }),
    ...(brand_color !== undefined && { brand_color: brand_color?.toLowerCase() ?? null }),
    ...(sender_name !== undefined && { sender_name: optionalLine(sender_name) }),
  };
}

/** An https address as it is asked for, which tells nobody a password. */
function logoAddress(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw invalid({
      path: 'body.logo_url',
      message: 'must be an https address without user name and password',
    });
  return url.href;
}
