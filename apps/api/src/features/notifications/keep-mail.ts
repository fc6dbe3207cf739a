import { sealedColumn } from '../../db/sealed-column.ts';
import type { Deps } from '../../deps.ts';
import type { OutgoingMail } from '../../providers/mail.ts';
import type { MailFacts } from './mail-facts.ts';
import { type RenderedMail, renderMail } from './render-mail.ts';
import type { MailKey, MailRow } from './store.ts';

/**
 * What this release's templates are given. It grows when they need what older rows do not hold, and then they take the
 * older ones, too.
 */
const templates = 1;

interface KeptFacts {
  readonly templates: number;
  readonly facts: MailFacts;
}

type Sealing = Pick<Deps, 'keyring'>;
type Content = Pick<MailRow, 'content_sealed' | 'facts_sealed'>;

/** A new mail as its row keeps it: what it is rendered from. */
export const keepFacts = ({ keyring }: Sealing, key: MailKey, facts: MailFacts): Content => ({
  content_sealed: null,
  facts_sealed: keyring.seal(JSON.stringify({ templates, facts } satisfies KeptFacts), contextOf(key)),
});

/** A mail as its row keeps it from its first attempt on, so that every attempt sends the same to the letter. */
export const keepRendered = ({ keyring }: Sealing, key: MailKey, mail: RenderedMail): Content => ({
  content_sealed: keyring.seal(JSON.stringify(mail), contextOf(key)),
  facts_sealed: null,
});

type Opening = Sealing & Pick<Deps, 'mail' | 'publicUrl'>;

/**
 * The mail: as it was sent, or as it would be sent now. Throws where a newer release has written it, whose templates
 * this one has not.
 */
function renderedOf(deps: Opening, row: MailKey & Content): RenderedMail {
  const open = (sealed: Uint8Array) => JSON.parse(deps.keyring.open(sealed, contextOf(row)));
  if (row.content_sealed) return open(row.content_sealed) as RenderedMail;
  if (!row.facts_sealed) throw new Error(`Mail ${row.id} holds nothing.`);
  const kept = open(row.facts_sealed) as KeptFacts;
  if (kept.templates > templates) throw new Error(`Mail ${row.id} was written by a newer release.`);
  return renderMail(deps, kept.facts);
}

/** The mail as it is handed over. */
export const openMail = (
  deps: Opening,
  row: MailKey & Content & Pick<MailRow, 'message_id_header' | 'created_at'>,
): OutgoingMail => ({
  ...renderedOf(deps, row),
  messageId: row.message_id_header,
  date: row.created_at,
});

const contextOf = ({ organization_id, id }: MailKey): string => `mails:${organization_id}:${id}`;

export const contentsOfMails = (['content_sealed', 'facts_sealed'] as const).map((column) =>
  sealedColumn({ table: 'mails', column, key: ['organization_id', 'id'], contextOf }),
);
