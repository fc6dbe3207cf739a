/** The calendar, the times, the form, the picker of zones and the end. */
export const parts = `
.calendar-side { display: flex; flex-direction: column; gap: 8px; }
.grid { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; }
.grid th { font-size: 12px; font-weight: 500; color: var(--muted); padding: 6px 0 8px; text-align: center; overflow: hidden; }
.grid td { padding: 2px; text-align: center; height: 48px; }
.day { position: relative; width: 100%; max-width: 48px; height: 44px; margin: auto; display: grid; place-items: center; border-radius: var(--radius-m); font-size: 15px; font-variant-numeric: tabular-nums; color: var(--muted); transition: background .15s, color .15s; }
.day[aria-disabled="true"] { opacity: .62; }
.day.free { background: var(--soft); color: var(--accent); font-weight: 620; }
.day.free:hover { background: var(--soft-hover); }
.day.full { box-shadow: inset 0 0 0 1px var(--border); color: var(--heading); }
.day.full:hover { background: var(--hover); }
.day.chosen, .day.chosen:hover { background: var(--primary); color: var(--on-primary); font-weight: 620; }
.day[aria-current]::after { content: ""; position: absolute; inset-block-end: 5px; inset-inline-start: calc(50% - 2px); width: 4px; height: 4px; border-radius: 4px; background: currentColor; }
.grid.loading .day:not(.free, .full) { animation: pulse 1.4s ease-in-out infinite alternate; }
@keyframes pulse { from { opacity: .35; } to { opacity: .7; } }
.empty { font-size: 14px; text-align: center; padding-block: 4px; }
.times { min-width: 0; display: flex; flex-direction: column; }
.times .list { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); gap: 8px; padding: 4px; margin: 4px -4px 0; }
.time { width: 100%; min-height: 46px; padding: 6px 8px; border: 1px solid color-mix(in srgb, var(--accent) 32%, var(--border)); border-radius: var(--radius-m); color: var(--accent); font-weight: 580; font-variant-numeric: tabular-nums; line-height: 1.25; background: var(--bg); transition: background .15s, border-color .15s, color .15s; }
.time:hover { border-color: var(--accent); background: var(--soft); }
.time small { display: block; font-size: 12px; font-weight: 450; color: var(--muted); }
.time.full { border: 1px dashed var(--border); color: var(--muted); font-weight: 450; }
.time.full b { font-weight: 450; text-decoration: line-through; }
.time.full small { color: var(--accent); }
.time.wait { border-color: transparent; min-height: 46px; }
@container (min-width: 540px) {
  .times { position: relative; }
  .times .list { grid-template-columns: minmax(0, 1fr); align-content: start; }
  .times .scroll { position: absolute; inset: 46px 0 0; overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; mask-image: linear-gradient(#000 calc(100% - 24px), transparent); padding-block-end: 24px; margin-inline: -4px; padding-inline: 4px; }
  .times { min-height: 21rem; }
}
.lengths { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 10px; margin-block-start: 14px; }
.lengths button { width: 100%; min-height: 60px; padding: 10px 16px; border: 1px solid var(--border); border-radius: var(--radius-m); color: var(--heading); font-weight: 560; text-align: start; display: flex; align-items: center; justify-content: space-between; gap: 8px; transition: background .15s, border-color .15s; }
.lengths button:hover { border-color: var(--accent); background: var(--soft); }
.lengths svg { color: var(--accent); }
.form { display: grid; gap: 18px; max-width: 30rem; width: 100%; }
.field { display: grid; gap: 6px; min-width: 0; }
.field label, .label { font-size: 14px; font-weight: 560; color: var(--heading); }
.field label span { font-weight: 400; color: var(--muted); }
.input { width: 100%; min-height: 46px; padding: 10px 14px; border: 1px solid var(--field); border-radius: var(--radius-m); background: var(--bg); color: var(--heading); font-size: 16px; transition: border-color .15s, box-shadow .15s; }
textarea.input { min-height: 84px; resize: vertical; display: block; }
.input:hover { border-color: var(--text); }
.input:focus-visible { outline: 2px solid var(--focus); outline-offset: -1px; border-color: var(--focus); }
.input[aria-invalid="true"] { border-color: var(--danger); }
.error { font-size: 13px; color: var(--danger); }
.zone { position: relative; align-self: flex-start; max-width: 100%; margin-inline-start: -10px; margin-block-start: auto; }
.zone > button { display: inline-flex; align-items: center; gap: 8px; min-height: 36px; padding: 4px 10px; border-radius: var(--radius-s); font-size: 14px; color: var(--muted); max-width: 100%; text-align: start; transition: background .15s, color .15s; }
.zone > button:hover, .zone > button[aria-expanded="true"] { background: var(--hover); color: var(--heading); }
.done { display: grid; justify-items: center; text-align: center; gap: 14px; padding: 28px 4px; max-width: 30rem; margin: auto; width: 100%; }
.done h2 { font-size: 24px; }
.tick { width: 56px; height: 56px; display: grid; place-items: center; border-radius: 50%; background: var(--soft); color: var(--accent); }
.tick.drawn path { stroke-dasharray: 24; animation: draw .5s .15s var(--ease) both; }
.done.bad .tick { background: var(--danger-soft); color: var(--danger); }
.done .note { border: 0; background: none; padding: 0; justify-items: center; font-size: 15px; }
`;
