import type { Client, SendCall } from '../api/client.ts';
import type { Words } from '../i18n/words.ts';
import type { Embedder } from './embedder.ts';
import type { EmbedTexts } from './texts.ts';
import type { Session } from './wire.ts';

/** What every part of a session's page is given. */
export interface EmbeddedPage {
  readonly session: Session;
  readonly send: SendCall;
  /** What moving a booking asks with. */
  readonly client: Client;
  readonly words: Words;
  readonly texts: EmbedTexts;
  readonly apiUrl: string;
  readonly embedder: Embedder;
  /** The one colour of the organization's brand; null where it has none. */
  readonly brandColor: string | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Tells the embedder what was done, in the words of the API's events where it has them. */
export const tellEvent = ({ embedder }: EmbeddedPage, name: string, data?: unknown): void =>
  embedder.tell({ astrocal: 'event', name, data });
