/** The list of zones, the guests, and what was booked: they come with what is loaded when it is needed. */
export const restStyles = `
.guest { margin: 0; min-width: 0; display: grid; gap: 8px; padding: 14px; border: 1px solid var(--border); border-radius: var(--radius-m); }
.guest .head { display: flex; align-items: center; justify-content: space-between; min-height: 24px; }
.guest .icon { width: 32px; height: 32px; margin: -4px -6px -4px 0; color: var(--muted); }
.add { display: inline-flex; align-items: center; gap: 6px; min-height: 32px; color: var(--accent); font-size: 14px; font-weight: 560; justify-self: start; border-radius: var(--radius-s); }
.add:hover { text-decoration: underline; text-underline-offset: .2em; }
@container (min-width: 540px) { .guest .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; } }
.guest .pair { display: grid; gap: 8px; align-items: start; }
.panel { position: absolute; inset-block-end: calc(100% + 6px); inset-inline-start: 0; z-index: 3; width: min(21rem, 100cqi - 40px); background: var(--bg); border: 1px solid var(--border); border-radius: var(--radius-m); box-shadow: 0 1px 2px rgb(var(--shade), .08), 0 18px 48px -12px rgb(var(--shade), .35); padding: 8px; animation: enter .2s var(--ease) both; }
.options { max-height: 15rem; overflow: auto; margin-block-start: 6px; overscroll-behavior: contain; scrollbar-width: thin; }
.options > div { display: flex; justify-content: space-between; gap: 12px; padding: 7px 10px; border-radius: var(--radius-s); font-size: 14px; cursor: pointer; color: var(--heading); }
.options > div > span { min-width: 0; overflow-wrap: anywhere; }
.options small { display: block; color: var(--muted); font-size: 12px; }
.options > div > span:last-child { color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
.options > div:hover, .options > .active { background: var(--soft); }
.options > [aria-selected="true"] { font-weight: 620; }
.summary { width: 100%; text-align: start; border: 1px solid var(--border); border-radius: var(--radius-m); margin-block: 6px; }
.summary div { display: grid; grid-template-columns: minmax(3.5rem, 18%) minmax(0, 1fr); gap: 4px 12px; padding: 12px 16px; }
.summary div + div { border-block-start: 1px solid var(--border); }
.summary dt { color: var(--muted); font-size: 14px; }
.summary dd { color: var(--heading); overflow-wrap: anywhere; }
.summary small { display: block; color: var(--muted); font-size: 13px; }
.done .row > * { flex-grow: 1; }
`;
