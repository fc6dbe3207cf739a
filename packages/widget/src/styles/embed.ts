/** The pages of embedded sessions: bookings of a host, and their hours. */
export const embedStyles = `
.portal-views { display: grid; gap: 16px; }
.root:has(> .portal) { background: color-mix(in srgb, var(--text) 4%, var(--bg)); }
.portal { max-width: 44rem; margin-inline: auto; padding: 16px; display: grid; gap: 16px; }
.portal h1 { margin: 0; color: var(--heading); font-weight: 620; font-size: 21px; line-height: 1.25; letter-spacing: -.012em; overflow-wrap: anywhere; }
.portal h2 { font-size: 16px; line-height: 1.4; }
.head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 12px; }
.portal .card { padding: 6px 0; width: 100%; }
.panel-body { padding: 14px 20px; display: grid; gap: 14px; justify-items: start; }
.list > li + li { border-block-start: 1px solid var(--border); }
.dayline { padding: 12px 20px 4px; font-weight: 620; color: var(--heading); }
.dayline span { font-weight: 400; color: var(--muted); margin-inline-start: 8px; }
.booking-row { width: 100%; display: grid; grid-template-columns: minmax(6.5rem, auto) minmax(0, 1fr); gap: 4px 16px; padding: 10px 17px; border-inline-start: 3px solid transparent; text-align: start; align-items: start; color: var(--heading); }
.booking-row:hover { background: var(--hover); }
.booking-row[aria-expanded="true"] { border-color: var(--primary); background: var(--soft); }
.booking-row:focus-visible { outline-offset: -3px; }
.booking-row b { display: block; font-weight: 620; overflow-wrap: anywhere; }
.booking-row small { display: block; color: var(--muted); font-size: 14px; overflow-wrap: anywhere; }
.booking-row .at { font-variant-numeric: tabular-nums; }
.mover { width: 100%; }
.opened { display: flex; gap: 16px; align-items: flex-start; }
.opened p, .opened h2 { overflow-wrap: anywhere; }
.leaf { flex: none; width: 56px; border: 1px solid var(--border); border-radius: var(--radius-m); overflow: hidden; text-align: center; display: grid; background: var(--bg); }
.leaf .month { background: var(--primary); color: var(--on-primary); font-size: 12px; font-weight: 620; padding: 2px; }
.leaf .day-number { font-size: 22px; font-weight: 620; color: var(--heading); line-height: 1.3; }
.leaf .weekday { font-size: 12px; color: var(--muted); padding-block-end: 4px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; width: 100%; align-items: center; }
.actions .last { margin-inline-start: auto; }
.button.danger { color: var(--danger); }
.button.danger:hover { background: var(--danger-soft); }
.button.danger.solid { border: 1px solid currentColor; }
.week > li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 16px; padding: 8px 0; }
.week > li + li { border-block-start: 1px solid var(--border); }
.week, .dated { width: 100%; }
.switch { display: inline-flex; align-items: center; gap: 12px; min-height: 44px; color: var(--heading); cursor: pointer; }
.switch input { appearance: none; width: 36px; height: 20px; border-radius: 20px; background: var(--field); position: relative; flex: none; margin: 0; cursor: pointer; transition: background .15s; }
.switch input::after { content: ""; position: absolute; inset-block-start: 2px; inset-inline-start: 2px; width: 16px; height: 16px; border-radius: 50%; background: var(--bg); transition: inset-inline-start .15s; }
.switch input:checked { background: var(--primary); }
.switch input:checked::after { inset-inline-start: 18px; }
.windows { min-width: 15.5rem; display: grid; gap: 8px; justify-items: start; align-content: start; }
.window { display: flex; align-items: center; gap: 6px; }
.window .input { width: 4.4rem; padding-inline: 8px; text-align: center; font-variant-numeric: tabular-nums; }
.plain-text { min-height: 44px; display: flex; align-items: center; color: var(--muted); }
.dated > li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 16px; padding: 8px 0; }
.dated > li + li { border-block-start: 1px solid var(--border); }
.dated small { display: block; color: var(--muted); font-size: 14px; }
.inputs { display: grid; gap: 12px; width: 100%; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); align-items: end; }
.said { color: var(--muted); font-size: 14px; }
@media (forced-colors: active) { .switch input { border: 1px solid; } .switch input:checked::after { background: Highlight; } .booking-row[aria-expanded="true"] { border-color: Highlight; } }
`;
