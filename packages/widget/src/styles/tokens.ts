const light = `
  --d-primary: #2f54eb; --d-bg: #ffffff; --d-heading: #12151c; --d-text: #3b4252;
  --d-border: #e3e6ec; --muted: #636b7b; --danger: #b3261e; --danger-soft: #fdf1f0; --shade: 12, 18, 33;
  --shadow: 0 1px 2px rgb(var(--shade), .05), 0 12px 32px -12px rgb(var(--shade), .14);
  --tint: 10%; color-scheme: light;`;

const dark = `
  --d-primary: #93a9ff; --d-bg: #14161d; --d-heading: #f4f5f8; --d-text: #c8cdd8;
  --d-border: #2b303c; --muted: #99a1b1; --danger: #ffa198; --danger-soft: #2c1a1c; --shade: 0, 0, 0;
  --shadow: 0 1px 2px rgb(var(--shade), .4), 0 16px 40px -12px rgb(var(--shade), .6);
  --tint: 16%; color-scheme: dark;`;

/** Colours, corners and type. What a theme sets (`--astrocal-*`) comes before the defaults (`--d-*`). */
export const tokens = `
:host { all: initial; display: block; }
.root {${light}
  --primary: var(--astrocal-primary-color, var(--d-primary));
  --primary-hover: var(--astrocal-primary-hover-color, color-mix(in srgb, var(--primary) 86%, var(--heading)));
  --bg: var(--astrocal-background-color, var(--d-bg));
  --heading: var(--astrocal-heading-color, var(--d-heading));
  --text: var(--astrocal-text-color, var(--d-text));
  --border: var(--astrocal-border-color, var(--d-border));
  --field: var(--astrocal-border-color, color-mix(in srgb, var(--d-text) 62%, var(--d-bg)));
  --focus: var(--astrocal-border-focus-color, var(--accent));
  --radius: var(--astrocal-border-radius, 16px);
  --radius-m: calc(var(--radius) * .625);
  --radius-s: calc(var(--radius) * .5);
  --on-primary: #fff;
  --accent: var(--primary);
  --soft: color-mix(in srgb, var(--primary) var(--tint), var(--bg));
  --soft-hover: color-mix(in srgb, var(--primary) calc(2 * var(--tint)), var(--bg));
  --hover: color-mix(in srgb, var(--text) 7%, var(--bg));
  --ease: cubic-bezier(.2, .7, .2, 1);
  font-family: var(--astrocal-font-family, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto,
    "Helvetica Neue", "Noto Sans", Arial, sans-serif);
  font-size: 15px; line-height: 1.5; color: var(--text); text-align: start;
  container-type: inline-size;
}
.root[data-scheme="dark"] {${dark} }
@media (prefers-color-scheme: dark) { .root[data-scheme="auto"] {${dark} } }
*, *::before, *::after { box-sizing: border-box; }
h2, h3, p, ul, dl, dd, table { margin: 0; padding: 0; }
ul { list-style: none; }
h2, h3 { color: var(--heading); font-weight: 620; letter-spacing: -.012em; }
h2 { font-size: 21px; line-height: 1.25; }
h3 { font-size: 16px; line-height: 1.4; }
button, input, select, textarea { font: inherit; color: inherit; }
button { appearance: none; background: none; border: 0; padding: 0; cursor: pointer; }
button[aria-disabled="true"] { cursor: default; }
a { color: var(--accent); text-underline-offset: .18em; }
svg { display: block; flex: none; }
[tabindex="-1"]:focus { outline: none; }
:is(button, a, input, select, textarea):focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[dir="rtl"] .flip { transform: scaleX(-1); }
.muted { color: var(--muted); }
`;
