/** @jsxImportSource preact */
import { render } from 'preact';
import { type Client, createClient } from './api/client.ts';
import { createLateClient } from './api/late-client.ts';
import type { WidgetConfig } from './config.ts';
import { listenerOf, tell } from './events.ts';
import { type DraftPerson, emptyDraft } from './flow/draft.ts';
import { createFlow, type Flow, type FlowListener } from './flow/flow.ts';
import { randomKey } from './flow/intent.ts';
import { english } from './i18n/english.ts';
import { loadMessages } from './i18n/load.ts';
import { chooseLocale } from './i18n/locale.ts';
import { createWords } from './i18n/words.ts';
import { modeOf } from './mode-of.ts';
import { loadRest } from './rest/load.ts';
import { adoptStyles } from './styles/index.ts';
import { applyTheme } from './theme/apply-theme.ts';
import { isZone, visitorZone } from './time/zone.ts';
import { App } from './ui/app.tsx';
import type { Ui } from './ui/ui.ts';

/** One open widget. */
export interface WidgetHandle {
  /** Takes new settings for those that are named, but stays where it is. What is booked being another one begins anew. */
  update(config: Partial<WidgetConfig>): void;
  /** Takes the widget out of the page and calls `onClose`. */
  close(): void;
  /** The same without a word. */
  destroy(): void;
}

interface Place {
  readonly parent: Element;
  /** The element that events are sent from; `parent` unless told. */
  readonly source: Element | undefined;
  readonly defaultApiUrl: string;
  /** Called once, when the widget has left the page. */
  readonly onGone: () => void;
  /** Where it is drawn for an embedded session. */
  readonly embedded?: Embedded | undefined;
}

/** What an embedded session brings along. */
export interface Embedded {
  readonly client: Client;
  /** Who books, where that is settled: it is shown, and not asked for. */
  readonly attendee: DraftPerson | null;
}

/** Draws a widget into its place. */
export function mountWidget(
  initial: WidgetConfig,
  { parent, source = parent, defaultApiUrl, onGone, embedded }: Place,
): WidgetHandle {
  let config = initial;
  let isGone = false;
  const { host, container } = createHost(parent);
  const startFlow = () =>
    flowOf(config, {
      client: embedded?.client ?? clientOf(config, apiUrlOf(config, defaultApiUrl)),
      attendee: embedded?.attendee ?? null,
      listener: listenerOf(() => config, source, apiUrlOf(config, defaultApiUrl)),
    });
  const locale = chooseLocale(pageLanguage(parent), navigator.languages ?? []);
  let words = locale.language === 'en' ? createWords(locale, english) : null;

  const draw = () => {
    applyTheme(host, config.theme);
    if (words === null || isGone) return;
    const ui: Ui = {
      flow,
      words,
      apiUrl: apiUrlOf(config, defaultApiUrl),
      demo: config.demo ?? false,
      reschedule: config.reschedule,
      hideBranding: config.hideBranding ?? false,
      hideLogo: config.hideLogo ?? false,
      attendee: embedded?.attendee ?? null,
      now: Date.now,
    };
    const { colorScheme = 'light', theme } = config;
    render(<App ui={ui} mode={modeOf(config)} {...{ colorScheme, theme }} onClose={close} />, container);
  };
  const destroy = () => {
    if (isGone) return;
    isGone = true;
    flow.stop();
    render(null, container);
    host.remove();
    onGone();
  };
  const close = () => {
    if (isGone) return;
    destroy();
    tell(config, source, 'onClose');
  };

  let flow = startFlow();
  draw();
  if (locale.language !== 'en') {
    void loadMessages(locale.language).then((messages) => {
      words = createWords(locale, messages);
      draw();
    });
  }
  return {
    update(change) {
      if (isGone) return;
      const before = config;
      const { mode, target } = before; // where it stands already
      config = { ...config, ...change, mode, target };
      if (isOtherSubject(before, config)) {
        flow.stop();
        flow = startFlow();
      } else if (config.timezone !== before.timezone) void flow.chooseZone(zoneOf(config));
      draw();
    },
    close,
    destroy,
  };
}

/** An element with a styled shadow root, at the end of `parent`; what is drawn goes into `container`. */
export function createHost(parent: Element) {
  const host = document.createElement('div');
  host.setAttribute('data-astrocal-widget', '');
  const shadow = host.attachShadow({ mode: 'open' });
  adoptStyles(shadow);
  const container = document.createElement('div');
  shadow.append(container);
  parent.append(host);
  return { host, container };
}

const clientOf = ({ demo }: WidgetConfig, apiUrl: string): Client =>
  demo
    ? createLateClient(async () => (await loadRest()).createDemoClient(Date.now))
    : createClient({ apiUrl });

interface FlowParts extends Embedded {
  readonly listener: FlowListener;
}

/** A flow that has begun to read what is booked. */
function flowOf(config: WidgetConfig, { client, attendee, listener }: FlowParts): Flow {
  const flow = createFlow({
    client,
    eventTypeId: config.eventTypeId,
    reschedule: config.reschedule,
    host: { id: config.hostId, attributes: config.hostAttributes },
    timezone: zoneOf(config),
    now: Date.now,
    newKey: randomKey,
    loadRest,
    listener,
  });
  if (attendee) flow.write({ ...emptyDraft, people: [attendee] });
  void flow.start();
  return flow;
}

const apiUrlOf = ({ apiUrl }: WidgetConfig, byDefault: string): string =>
  (apiUrl ?? byDefault).replace(/\/+$/, '');

const zoneOf = ({ timezone }: WidgetConfig): string =>
  timezone !== undefined && isZone(timezone) ? timezone : visitorZone();

/** The language that is said nearest to the widget's place. */
const pageLanguage = (parent: Element): string => parent.closest('[lang]')?.getAttribute('lang') ?? '';

const isOtherSubject = (one: WidgetConfig, other: WidgetConfig): boolean =>
  one.eventTypeId !== other.eventTypeId ||
  one.hostId !== other.hostId ||
  JSON.stringify(one.hostAttributes) !== JSON.stringify(other.hostAttributes) ||
  one.apiUrl !== other.apiUrl ||
  one.demo !== other.demo ||
  one.reschedule?.bookingId !== other.reschedule?.bookingId ||
  one.reschedule?.token !== other.reschedule?.token;
