import { parseArgs } from 'node:util';
import { OrganizationUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Config } from '../config.ts';
import type { Database, Tx } from '../db/database.ts';
import { renameOwner } from '../features/members/index.ts';
import {
  changeOrganization,
  findFirstOrganization,
  presentOrganization,
  withLogo,
} from '../features/organizations/index.ts';
import { formats } from '../http/formats.ts';
import { parseAs } from '../http/validation.ts';
import { systemClock } from '../lib/clock.ts';
import { createOutbound } from '../providers/outbound/index.ts';
import { withDatabase } from './with-database.ts';

const usage = `npm run organization                          shows the organization and its owner
npm run organization -- --name Northwind      changes what is named: --name, --slug, --timezone, --sender-name,
                                              --reply-to, --logo-url, --brand-color, --owner-name, --owner-email;
                                              an empty value takes one away`;

const text = { type: 'string' } as const;
const options = {
  name: text,
  slug: text,
  timezone: text,
  'sender-name': text,
  'reply-to': text,
  'logo-url': text,
  'brand-color': text,
  'owner-name': text,
  'owner-email': text,
} as const;

type Named = { readonly [Name in keyof typeof options]?: string };

/** Shows or changes the organization that the first start made, as the arguments say. Returns the exit code. */
export async function manageOrganization(args: readonly string[]): Promise<number> {
  const named = readNamed(args);
  if (named) return withDatabase((database, config) => change(database, config, named));
  console.error(usage);
  return 1;
}

function readNamed(args: readonly string[]): Named | undefined {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}

async function change(database: Database, config: Config, named: Named): Promise<string> {
  const first = await findFirstOrganization(database.db);
  if (!first) throw new Error('There is no organization yet: the first start of a server makes it.');
  const outbound = createOutbound({ allow: config.outboundAllow });
  const fields = await withLogo({ database, outbound }, first.id, fieldsOf(named)).finally(() =>
    outbound.close(),
  );
  return database.inTransaction(async (tx) => {
    const row = await changeOrganization({ clock: systemClock }, tx, first.id, fields);
    const owner = await changeOwner(tx, first.id, named);
    const { id: _, created_at, updated_at, ...settings } = presentOrganization(row);
    const shown = { ...settings, owner_name: owner.name, owner_email: owner.email };
    return Object.entries(shown)
      .map(([name, value]) => `${name.replace('_', '-').padEnd(13)}${value ?? ''}`.trimEnd())
      .join('\n');
  });
}

/** The named fields as the API takes them: there an absent text is null. */
function fieldsOf(named: Named): Static<typeof OrganizationUpdate> {
  const fields = Object.entries(named)
    .filter(([name]) => !name.startsWith('owner-'))
    .map(([name, value]) => [name.replace('-', '_'), value === '' ? null : value]);
  return parseAs(OrganizationUpdate, Object.fromEntries(fields));
}

function changeOwner(tx: Tx, organizationId: string, named: Named) {
  const { 'owner-name': name, 'owner-email': email } = named;
  if (email !== undefined && !formats.email?.validate(email))
    throw new Error(`--owner-email: ${formats.email?.sentence}`);
  return renameOwner({ clock: systemClock }, tx, organizationId, { name, email });
}
