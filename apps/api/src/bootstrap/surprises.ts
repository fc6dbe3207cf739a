import type { Config, FirstStartVariable } from '../config.ts';
import type { Deps } from '../deps.ts';
import { findOwner } from '../features/members/index.ts';
import { findFirstOrganization } from '../features/organizations/index.ts';
import { isPlaceholderAddress } from '../lib/placeholder-address.ts';

const isThisMachine = (url: string): boolean =>
  /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);

/** What an operator may believe and what is not so is logged: names that are set and stay as they were, mail that is not sent, links that lead nowhere. */
export async function warnOfSurprises(
  { database, logger, mail }: Pick<Deps, 'database' | 'logger' | 'mail'>,
  { firstStartOnly, production, publicUrl }: Pick<Config, 'firstStartOnly' | 'production' | 'publicUrl'>,
): Promise<void> {
  if (production && isThisMachine(publicUrl))
    logger.warn(
      `ASTROCAL_PUBLIC_URL leads to ${publicUrl}: so do the links in mails and pages, which nobody else can follow.`,
    );
  const found = await findFirstOrganization(database.db);
  if (!found) return;
  const owner = await findOwner(database.db, found.id);
  const stored: Record<FirstStartVariable, string> = {
    ASTROCAL_ORGANIZATION_NAME: found.name,
    ASTROCAL_ORGANIZATION_SLUG: found.slug,
    ASTROCAL_OWNER_NAME: owner.name,
    ASTROCAL_OWNER_EMAIL: owner.email,
  };
  for (const [name, value] of Object.entries(firstStartOnly) as [FirstStartVariable, string][])
    if (value !== stored[name])
      logger.warn(
        `${name} is set to "${value}", and "${stored[name]}" is stored: it is read at the first start only, and changes nothing now. npm run organization changes what is stored.`,
      );
  if (mail.sender && isPlaceholderAddress(owner.email))
    logger.warn(
      `The owner's address is ${owner.email}, which is a placeholder: mail to it is not sent, so the host hears of no booking. Give another: npm run organization -- --owner-email …`,
    );
}
