/** @jsxImportSource preact */
import { render } from 'preact';
import { RequestFailure } from '../api/request-failure.ts';
import { english } from '../i18n/english.ts';
import { loadMessages, setMessageLoader } from '../i18n/load.ts';
import { chooseLocale } from '../i18n/locale.ts';
import { createWords } from '../i18n/words.ts';
import * as rest from '../rest/index.ts';
import { setRestLoader } from '../rest/load.ts';
import { embedStyles } from '../styles/embed.ts';
import { addStyles } from '../styles/index.ts';
import { applyTheme } from '../theme/apply-theme.ts';
import { visitorZone } from '../time/zone.ts';
import { createHost, mountWidget } from '../widget.tsx';
import { createEmbedder, type Embedder, tellHeight } from './embedder.ts';
import type { EmbeddedPage } from './page.ts';
import { createSessionClient, createSessionSend } from './session-client.ts';
import { type PageState, SessionPage } from './session-page.tsx';
import { texts } from './texts.ts';
import type { Session } from './wire.ts';

// The page of an embedded session: its id, the root of the server, and whose pages may frame it stand on its element;
// the token is the fragment of its address, which no server is sent.
const script =
  document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;

setMessageLoader(async (language) => {
  const answer = await fetch(new URL(`astrocal.${language}.json`, script), { credentials: 'omit' });
  return answer.ok ? answer.json() : {};
});
setRestLoader(async () => rest);
addStyles(embedStyles);

const place = document.querySelector<HTMLElement>('[data-embed-session]');
if (place) void start(place);

async function start(element: HTMLElement): Promise<void> {
  const { embedSession: id = '', root = '/', origins = '', brandColor } = element.dataset;
  const apiUrl = new URL(root, location.href).href.replace(/\/+$/, '');
  const embedder = createEmbedder(origins.split(' '));
  tellHeight(embedder, element);
  const page = { id, apiUrl, embedder, brandColor: brandColor ?? null };
  let showEnd = () => {};
  const onEnded = () => showEnd();
  const access = { apiUrl, token: location.hash.slice(1), onEnded };
  const send = createSessionSend(access);
  const session = await send<Session>({ method: 'GET', path: `/v1/embed-sessions/${id}` }).catch(
    (error) => error,
  );
  const isOver = session instanceof RequestFailure && session.status === 401;
  const shown = session instanceof Error ? { ...nothing, id } : (session as Session);
  const locale = chooseLocale('', navigator.languages ?? []);
  const messages = locale.language === 'en' ? english : await loadMessages(locale.language);
  const words = createWords(locale, messages);
  document.documentElement.lang = locale.language;
  document.documentElement.dir = words.direction;
  const client = createSessionClient(access, shown);
  const parts = {
    ...page,
    send,
    client,
    session: shown,
    words,
    texts: texts[locale.language],
    now: Date.now,
  };
  showEnd = once(() => draw(element, parts, 'over'));
  embedder.tell({ astrocal: 'ready' });
  if (isOver) return showEnd();
  if (session instanceof Error) return draw(element, parts, 'failed');
  const leftMs = Date.parse(shown.expires_at) - Date.now();
  if (leftMs < longestTimerMs) setTimeout(onEnded, leftMs);
  if (shown.kind === 'booker') book(element, parts);
  else draw(element, parts, 'open');
}

/** A timer of browsers that is longer ends at once. */
const longestTimerMs = 2 ** 31;

/** What is shown of a session that could not be read. */
const nothing: Session = {
  id: '',
  kind: 'booking',
  event_type_id: null,
  host_id: null,
  attendee: null,
  booking_id: null,
  member_id: null,
  read_only: true,
  expires_at: '',
};

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

let container: HTMLElement | undefined;

/** Draws the page of a session, or that it is over, which the embedder is told so that it can bring another. */
function draw(element: HTMLElement, page: EmbeddedPage, state: PageState): void {
  if (container === undefined) {
    element.replaceChildren();
    const host = createHost(element);
    if (page.brandColor !== null) applyTheme(host.host, { primaryColor: page.brandColor });
    container = host.container;
  }
  render(<SessionPage page={page} state={state} />, container);
  if (state === 'over') page.embedder.tell({ astrocal: 'session-ended' });
}

/** The widget, booking for the session. */
function book(element: HTMLElement, { session, client, apiUrl, embedder, brandColor }: EmbeddedPage): void {
  const { attendee } = session;
  const told = (name: string) => (data: unknown) => tell(embedder, name, data);
  mountWidget(
    {
      eventTypeId: session.event_type_id ?? '',
      hostId: session.host_id ?? undefined,
      mode: 'inline',
      colorScheme: 'auto',
      hideBranding: true,
      timezone: attendee?.timezone ?? visitorZone(),
      ...(brandColor !== null && { theme: { primaryColor: brandColor } }),
      onBookingCreated: told('booking.created'),
      onError: told('error'),
    },
    {
      parent: element,
      source: undefined,
      defaultApiUrl: apiUrl,
      onGone: () => {},
      embedded: { client, attendee: attendee && { name: attendee.name, email: attendee.email } },
    },
  );
}

const tell = (embedder: Embedder, name: string, data: unknown): void =>
  embedder.tell({ astrocal: 'event', name, data });
