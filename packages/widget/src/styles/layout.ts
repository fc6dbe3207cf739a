/** The card, its columns at each width, the dialog, and what moves. */
export const layout = `
.card { display: flex; flex-direction: column; background: var(--bg); border: 1px solid var(--border); border-radius: var(--radius); box-shadow: var(--shadow); overflow: hidden; position: relative; max-width: 68rem; margin-inline: auto; }
.columns { display: grid; grid-template: auto 1fr / minmax(0, 1fr); flex: 1; }
.columns.single { grid-template-rows: 1fr; }
.about { padding: 24px 20px 18px; border-block-end: 1px solid var(--border); display: flex; flex-direction: column; gap: 12px; min-width: 0; }
.about h2 { overflow-wrap: anywhere; }
.mark { width: 26px; height: 4px; border-radius: 4px; }
.logo { max-width: 160px; max-height: 40px; align-self: flex-start; }
.hosts { display: grid; gap: 8px; }
.hosts li { display: flex; align-items: center; gap: 10px; color: var(--heading); font-size: 14px; min-width: 0; overflow-wrap: anywhere; }
.face { flex: none; display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%; background: var(--soft); color: var(--accent); font-size: 12px; font-weight: 620; }
.facts { display: flex; flex-wrap: wrap; gap: 6px 18px; color: var(--muted); font-size: 14px; }
.facts li { display: flex; gap: 8px; align-items: flex-start; min-width: 0; overflow-wrap: anywhere; }
.facts svg { margin-block-start: 1.5px; }
.about .text { font-size: 14px; white-space: pre-line; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; }
.picked { display: flex; gap: 8px; font-size: 14px; font-weight: 560; color: var(--heading); }
.picked svg { margin-block-start: 1.5px; color: var(--accent); }
.picked small { display: block; font-size: 13px; font-weight: 400; color: var(--muted); }
.was { text-decoration: line-through; }
@container (max-width: 539px) { .card:not([data-step="calendar"], [data-step="duration"]) .about .text { display: none; } }
.stage { padding: 20px; min-width: 0; display: flex; flex-direction: column; }
.foot { display: flex; justify-content: center; gap: 16px; padding: 10px 20px; border-block-start: 1px solid var(--border); font-size: 12px; color: var(--muted); }
.foot b { font-weight: 620; color: var(--heading); }
.demo { color: var(--accent); font-weight: 560; }
.schedule { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; flex: 1; }
.card[data-step="times"] .calendar-side { display: none; }
.card[data-step="calendar"] .times { display: none; }
.bar { display: flex; align-items: center; gap: 4px; min-height: 40px; }
.bar h3 { flex: 1; }
.icon { width: 40px; height: 40px; display: grid; place-items: center; border-radius: var(--radius-s); color: var(--heading); transition: background .15s; }
.icon:hover:not([aria-disabled="true"]) { background: var(--hover); }
.icon[aria-disabled="true"] { color: var(--muted); opacity: .35; }
.back { display: inline-flex; align-items: center; gap: 6px; align-self: flex-start; min-height: 32px; margin-block-end: 10px; padding-inline: 6px 10px; margin-inline-start: -6px; border-radius: var(--radius-s); color: var(--muted); font-size: 14px; transition: background .15s, color .15s; }
.back:hover { background: var(--hover); color: var(--heading); }
.note { border: 1px solid var(--border); border-radius: var(--radius-m); padding: 14px 16px; font-size: 14px; display: grid; gap: 10px; justify-items: start; }
.note.bad { border-color: color-mix(in srgb, var(--danger) 35%, var(--bg)); background: var(--danger-soft); color: var(--heading); }
.note.bad b { color: var(--danger); }
.note b { color: var(--heading); font-weight: 620; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
.button { min-height: 44px; padding: 10px 18px; border-radius: var(--radius-m); font-weight: 560; display: inline-flex; align-items: center; justify-content: center; gap: 8px; text-align: center; text-decoration: none; transition: background .15s, border-color .15s, transform .15s var(--ease); }
.button.primary { background: var(--primary); color: var(--on-primary); }
.button.primary:hover:not([aria-disabled="true"]) { background: var(--primary-hover); }
.button.primary[aria-disabled="true"] { opacity: .65; }
.button.plain { border: 1px solid var(--border); color: var(--heading); background: var(--bg); }
.button.plain:hover:not([aria-disabled="true"]) { border-color: var(--accent); background: var(--soft); }
.button.small { min-height: 36px; padding: 6px 14px; font-size: 14px; }
.button:active:not([aria-disabled="true"]) { transform: scale(.985); }
@container (min-width: 540px) {
  .about, .stage { padding: 24px 28px; }
  .schedule { gap: 28px; }
  .card[data-step="times"] .schedule { grid-template-columns: minmax(0, 1fr) 11rem; }
  .card[data-step="times"] .calendar-side { display: flex; }
  .times .back { display: none; }
}
@container (min-width: 860px) {
  .columns { grid-template: 1fr / minmax(15rem, 17rem) minmax(0, 1fr); }
  .columns { min-height: 26.5rem; }
  .columns.single { grid-template: 1fr / minmax(0, 1fr); }
  .about { padding: 32px 28px; border-block-end: 0; border-inline-end: 1px solid var(--border); gap: 16px; }
  .facts { flex-direction: column; }
  .about .text { -webkit-line-clamp: 12; }
  .stage { padding: 28px 32px; }
  .card[data-step="times"] .schedule { grid-template-columns: minmax(0, 1fr) 13rem; }
  .calendar-side { max-width: 27rem; margin-inline: auto; width: 100%; }
}
.enter { animation: enter .32s var(--ease) both; }
.wait { background: linear-gradient(100deg, var(--hover) 35%, color-mix(in srgb, var(--text) 3%, var(--bg)) 50%, var(--hover) 65%) 0 0 / 300% 100%; border-radius: var(--radius-s); animation: wait 1.6s linear infinite; color: transparent; }
p.wait.tall { height: 1.8rem; }
@keyframes enter { from { opacity: 0; transform: translateY(6px); } }
@keyframes wait { from { background-position: 100% 0; } to { background-position: 0 0; } }
@keyframes draw { from { stroke-dashoffset: 24; } }
@keyframes rise { from { opacity: 0; transform: translateY(14px) scale(.985); } }
@keyframes fade { from { opacity: 0; } }
dialog { border: 0; padding: 0; margin: auto; background: none; color: inherit; width: min(60rem, calc(100vw - 32px)); max-width: none; max-height: calc(100dvh - 32px); overflow: auto; overscroll-behavior: contain; border-radius: var(--radius); }
dialog:focus { outline: none; }
dialog[open] { animation: rise .3s var(--ease) both; }
dialog::backdrop { background: rgb(10 13 20 / .55); backdrop-filter: blur(3px); animation: fade .25s both; }
dialog .card { box-shadow: none; min-height: min(34rem, calc(100dvh - 34px)); }
dialog .close { position: absolute; inset-block-start: 10px; inset-inline-end: 10px; z-index: 2; background: var(--bg); }
dialog .about { padding-inline-end: 60px; }
@media (max-width: 520px) {
  dialog { width: 100vw; max-height: 100dvh; height: 100dvh; margin: 0; border-radius: 0; }
  dialog .card { min-height: 100%; border: 0; border-radius: 0; }
}
@container (min-width: 860px) { dialog .about { padding-inline-end: 28px; } dialog .schedule { padding-block-start: 12px; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after, dialog::backdrop { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .day.chosen, .button.primary { forced-color-adjust: none; background: Highlight; color: HighlightText; } .day.free { border: 1px solid; } }
`;
