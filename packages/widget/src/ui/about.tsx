/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { EventType } from '../api/wire.ts';
import { hostNames } from '../flow/reduce.ts';
import { Hosts } from './hosts.tsx';
import { Icon, type IconName } from './icons.tsx';
import { placeText } from './place-text.ts';
import type { PartProps } from './ui.ts';
import { WithRest } from './with-rest.tsx';

/** What is booked: its name, length, place, price, and the time once one is picked. */
export function About({ ui, state }: PartProps) {
  const { eventType } = state;
  if (eventType === null) return state.problem ? null : <AboutSkeleton ui={ui} state={state} />;
  const { words } = ui;
  const minutes = state.duration ?? eventType.duration_minutes;
  const price = eventType.price_amount;
  return (
    <div class="about" part="about">
      {!ui.hideLogo && <Logo organization={eventType.organization} />}
      <EventMark color={eventType.color} />
      <Hosts names={hostNames(state)} />
      <h2 id="title">
        <bdi>{eventType.title}</bdi>
      </h2>
      <ul class="facts">
        {state.step !== 'duration' && <Fact icon="clock">{words.duration(minutes)}</Fact>}
        {eventType.location && <Fact icon="place">{placeText(eventType.location)}</Fact>}
        {price !== null && <Fact icon="price">{words.price(price, eventType.price_currency)}</Fact>}
      </ul>
      {eventType.description && (
        <p class="text">
          <bdi>{eventType.description}</bdi>
        </p>
      )}
      {state.hostChoice.length > 0 && choosing.includes(state.step) && (
        <WithRest ui={ui}>{({ HostChoice }) => <HostChoice ui={ui} state={state} />}</WithRest>
      )}
      {state.moving && <WithRest ui={ui}>{({ Moving }) => <Moving ui={ui} state={state} />}</WithRest>}
      {state.choice?.startTime && <Picked ui={ui} state={state} />}
    </div>
  );
}

/** Whose it is. A page whose policy forbids the picture shows none. */
const Logo = ({ organization }: { organization: EventType['organization'] | undefined }) =>
  organization?.logo_url ? (
    <img
      class="logo"
      src={organization.logo_url}
      alt={organization.name}
      onError={({ currentTarget }) => currentTarget.remove()}
    />
  ) : null;

/** The steps at which another host would be another choice of times. */
const choosing: readonly string[] = ['duration', 'calendar', 'times'];

/** What is known before anything has been read. */
function AboutSkeleton({ ui, state }: PartProps) {
  return (
    <div class="about">
      <p class="wait tall" aria-hidden="true">
        …
      </p>
      <p class="wait" aria-hidden="true">
        …
      </p>
      {ui.reschedule && (
        <WithRest ui={ui}>{({ CurrentTime }) => <CurrentTime ui={ui} state={state} />}</WithRest>
      )}
    </div>
  );
}

/** The event type's own colour, as an attribute of a drawing: no style attribute is needed. */
const EventMark = ({ color }: { color: string }) => (
  <svg class="mark" viewBox="0 0 26 4" aria-hidden="true">
    <rect width="26" height="4" rx="2" fill={/^#[\da-f]{6}$/i.test(color) ? color : 'none'} />
  </svg>
);

const Fact = ({ icon, children }: { icon: IconName; children: ComponentChildren }) => (
  <li>
    <Icon name={icon} />
    <span>{children}</span>
  </li>
);

function Picked({ ui: { words }, state }: PartProps) {
  const { choice, timezone } = state;
  if (choice?.startTime === undefined) return null;
  return (
    <p class="picked">
      <Icon name="calendar" />
      <span>
        {state.moving && <small>{words.messages.newTime}</small>}
        {words.dayAt(choice.startTime, timezone)}
        <br />
        {words.timeRange(choice.startTime, choice.endTime, timezone)}
        <small>{words.zone(choice.startTime, timezone)}</small>
      </span>
    </p>
  );
}
