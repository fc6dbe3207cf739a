import type { ExternalNoun } from '@astrocal/contract';
import type { AttemptKind } from '../attempts/kind.ts';
import type { Schema } from '../db/schema.ts';
import type { HashedColumn, SealedColumn } from '../db/sealed-column.ts';
import type { Deps, Reaction } from '../deps.ts';
import type { DeclaredFact } from '../events/declare-fact.ts';
import type { FindByExternalId } from '../http/external-ids.ts';
import type { Mount } from '../http/wire.ts';
import type { JobDefinition } from '../jobs/definition.ts';
import type { FilledPort } from '../lib/port.ts';
import type { Tries } from '../lib/standing.ts';
import type { Passwords, SessionHolders } from './accounts/index.ts';
import type { KeyHolders } from './api-keys/index.ts';
import type { EmbedHolders } from './embed-sessions/index.ts';
import type { CallCounter, Limits } from './usage/index.ts';

/** What a feature hands out to the rest of the server, as its index.ts says it. Everything else is its own. */
export interface Feature {
  /** Its folder. */
  readonly name: string;
  /** The tables that are its own: nobody else writes to them. */
  readonly tables?: readonly (keyof Schema)[];
  /** What it seals in its tables. */
  readonly sealed?: readonly SealedColumn[];
  /** What it keeps as hashes in its tables. */
  readonly hashed?: readonly HashedColumn[];
  /** Serves its operations. */
  readonly mount?: (mount: Mount, deps: Deps, edge: Edge) => void;
  /** How things of its nouns are found by the ids that they have with callers. */
  readonly externalIds?: Readonly<Partial<Record<ExternalNoun, FindByExternalId>>>;
  /** What it tells when it has happened. */
  readonly facts?: readonly DeclaredFact[];
  /** Its jobs, each with its handler. */
  readonly jobs?: readonly JobDefinition<Deps>[];
  /** Its kinds of attempts at what may fail and is tried again: each a table of its own. */
  readonly attempts?: readonly AttemptKind<never, Deps>[];
  /** What it does when something has happened, told `when` of which facts, perhaps twice. */
  readonly reactions?: readonly Reaction[];
  /** What it does for earlier features, which do not know it. */
  readonly ports?: readonly FilledPort[];
  /** Deletes what it keeps for a time only. Called every hour. */
  readonly forget?: (deps: Deps) => Promise<void>;
}

/** What guards the edge of the server, for the operations that show or change it. */
export interface Edge {
  readonly keyHolders: Pick<KeyHolders, 'forgetAfter'>;
  readonly sessions: Pick<SessionHolders, 'forgetAfter'>;
  readonly embedHolders: Pick<EmbedHolders, 'forgetAfter'>;
  readonly tries: Tries;
  readonly passwords: Passwords;
  readonly limits: Limits;
  readonly calls: CallCounter;
}
