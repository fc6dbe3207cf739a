import { mailboxOf } from '../lib/mailbox.ts';

interface Named {
  readonly name: string;
  readonly email: string;
}

/** Everybody who holds a booking. What a release before this one wrote names one host. */
export const hostsOf = <Host>({
  hosts,
  assigned_host: host,
}: {
  readonly hosts?: readonly Host[] | undefined;
  readonly assigned_host: Host | null;
}): readonly Host[] => hosts ?? (host === null ? [] : [host]);

/** Of a booking whose hosts have changed: who holds it no more, who holds it now, and who does as before. */
export function changeOfHosts<Host extends { readonly member_id: string }>({
  hosts = [],
  previous_hosts: before = [],
}: {
  readonly hosts?: readonly Host[] | undefined;
  readonly previous_hosts?: readonly Host[] | undefined;
}): { leaving: Host[]; arriving: Host[]; staying: Host[] } {
  const isIn = (list: readonly Host[], { member_id: id }: Host) =>
    list.some(({ member_id }) => member_id === id);
  return {
    leaving: before.filter((host) => !isIn(hosts, host)),
    arriving: hosts.filter((host) => !isIn(before, host)),
    staying: hosts.filter((host) => isIn(before, host)),
  };
}

/** The names of people in one sentence. */
export const allOf = (people: readonly Pick<Named, 'name'>[]): string =>
  new Intl.ListFormat('en').format(people.map(({ name }) => name));

/** So many hosts stand in a heading. */
const headedAtMost = 3;

/** Who holds a meeting, for a heading: all of few, of many the first and how many there are beside. Empty where nobody does. */
export function holdersText(hosts: readonly Pick<Named, 'name'>[]): string {
  if (hosts.length <= headedAtMost) return allOf(hosts);
  const named = hosts.slice(0, headedAtMost - 1);
  return allOf([...named, { name: `${hosts.length - named.length} others` }]);
}

/** How many of a party are named: mails to all of it, each naming all of it, would grow with its square. */
const namedAtMost = 10;

/** The party, or so many of its `count`, as `name <address>`, one a line; of many the first ten, and how many more there are. */
export function partyLines(party: readonly Named[], count: number = party.length): string[] {
  const named = party.slice(0, namedAtMost).map(({ name, email }) => `${name} <${email}>`);
  const others = count - named.length;
  return others > 0 ? [...named, `and ${others} more`] : named;
}

interface Invited {
  readonly hosts: readonly Named[];
  /** All of it, or those of them whom `namedIn` found. */
  readonly party: readonly Named[];
  /** How many they are in all. */
  readonly count?: number;
}

/** Those of a party who may be named to a reader, in their order: the first ten, whoever reads it, and the host. */
export function namedIn<Person extends Named>(
  party: readonly Person[],
  ...others: readonly string[]
): Person[] {
  const mailboxes = new Set(others.map(mailboxOf));
  return party.filter(({ email }, index) => index < namedAtMost || mailboxes.has(mailboxOf(email)));
}

/** Whom an invite names: the hosts, its reader, and of the rest of the party so many that there are ten. */
export function findInvited(
  { hosts, party, count = party.length }: Invited,
  reader: string | null,
): { people: Named[]; others: number } {
  const isReader = ({ email }: Named) => reader !== null && mailboxOf(email) === mailboxOf(reader);
  const own = party.find(isReader);
  const first = party.slice(0, namedAtMost);
  const named = own && !first.includes(own) ? [own, ...first.slice(0, -1)] : first;
  // Whoever books with themselves is one attendee.
  const mailboxes = new Set(party.map(({ email }) => mailboxOf(email)));
  const beside = hosts.filter(({ email }) => !mailboxes.has(mailboxOf(email)));
  return { people: [...beside, ...named], others: count - named.length };
}

/** How a mail greets: by the first word of a name in Latin letters, by the whole of any other. */
export function firstNameOf(name: string): string {
  const [first = name] = name.split(' ', 1);
  return /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]+$/u.test(first) ? first : name;
}
