// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of the list are those of its combobox
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the combobox, which names the active option
/** @jsxImportSource preact */
import { cityText, useEffect, useMemo, useRef, useState } from '../shared.ts';
import type { Ui } from '../ui/ui.ts';
import { searchZones, type ZoneOption } from './zone-search.ts';

interface PanelProps {
  readonly ui: Ui;
  readonly timezone: string;
  /** When the offsets are to hold. */
  readonly at: number;
  readonly onClose: () => void;
  /** The focus went elsewhere, and stays there. */
  readonly onLeave: () => void;
  readonly onChoose: (zone: string) => void;
}

/** More than anyone reads; a word more in the search finds the rest. */
const shownAtMost = 80;

/** A searchable list of all zones (a combobox with a list, by the APG). */
export function ZonePanel({ ui, timezone, at, onClose, onLeave, onChoose }: PanelProps) {
  const { messages } = ui.words;
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const panel = useRef<HTMLDivElement>(null);
  const options = useMemo(() => listZones(ui, timezone, at), [ui, timezone, at]);
  const found = searchZones(options, query).slice(0, shownAtMost);

  useEffect(() => panel.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    panel.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }, [active, query]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setActive((active + step + found.length) % found.length);
    else if (event.key === 'Enter' && found[active]) onChoose(found[active].zone);
    else if (event.key === 'Escape') {
      event.stopPropagation(); // the dialog stays
      onClose();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="panel" ref={panel}>
      <input
        class="input"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="zones"
        aria-autocomplete="list"
        aria-activedescendant={found[active] ? `zone-${active}` : undefined}
        aria-label={messages.searchZone}
        placeholder={messages.searchZone}
        autocomplete="off"
        spellcheck={false}
        value={query}
        onKeyDown={onKeyDown}
        onBlur={onLeave}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
      />
      {/* A press in the list leaves the focus in the field, also one on its scroll bar. */}
      <div
        id="zones"
        role="listbox"
        class="options"
        aria-label={messages.timezone}
        onMouseDown={(event) => event.preventDefault()}
      >
        {found.map((option, index) => (
          <div
            key={option.zone}
            id={`zone-${index}`}
            role="option"
            aria-selected={option.zone === timezone}
            class={index === active ? 'active' : undefined}
            onClick={() => onChoose(option.zone)}
          >
            <span>
              {option.city}
              <small>{option.name}</small>
            </span>
            <span>{option.offset}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p class="empty" role="status">
          {messages.noZone}
        </p>
      )}
    </div>
  );
}

/** Every zone, the chosen one first. */
function listZones({ words }: Ui, timezone: string, at: number): readonly ZoneOption[] {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
  const zones = [...known].filter((zone) => zone !== timezone).sort();
  return [timezone, ...zones].map((zone) => ({
    zone,
    city: cityText(zone),
    name: zoneName(words.locale.tag, zone),
    offset: words.offset(at, zone),
  }));
}

/** "Central European Time". */
const zoneName = (tag: string, timeZone: string): string =>
  new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';
