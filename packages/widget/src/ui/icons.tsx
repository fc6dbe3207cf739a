/** @jsxImportSource preact */
/** Drawn for this widget: 24 units wide, in the colour of the text. */
const paths = {
  back: 'M14.5 6 8.5 12l6 6',
  forward: 'm9.5 6 6 6-6 6',
  close: 'm6.5 6.5 11 11m0-11-11 11',
  clock: 'M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z',
  calendar:
    'M4.5 10h15M8 3.5v3m8-3v3M6 5h12a1.5 1.5 0 0 1 1.5 1.5v12A1.5 1.5 0 0 1 18 20H6a1.5 1.5 0 0 1-1.5-1.5v-12A1.5 1.5 0 0 1 6 5Z',
  place:
    'M12 20.5c4-4.2 6-7.3 6-10a6 6 0 1 0-12 0c0 2.7 2 5.8 6 10Zm0-7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  price: 'M4 7.5h16v9H4zM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  people:
    'M9 11.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 7a5.5 5.5 0 0 1 11 0M15.5 6a2.8 2.8 0 0 1 0 5.3m2 2.7a5 5 0 0 1 3 4.5',
  globe:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm-8.5 8.5h17M12 3.5c2.3 2.3 3.4 5.2 3.4 8.5s-1.1 6.2-3.4 8.5c-2.3-2.3-3.4-5.2-3.4-8.5S9.7 5.8 12 3.5Z',
  tick: 'm5.5 12.5 4.2 4.2 8.8-9',
  plus: 'M12 5.5v13M5.5 12h13',
  alert: 'M12 7.5v5.5m0 3.2v.1',
  queue: 'M5 7h14M5 12h14M5 17h8',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside a text that says the same; readers of screens skip it. */
export const Icon = ({
  name,
  size = 18,
  flip = false,
}: {
  name: IconName;
  size?: number;
  flip?: boolean;
}) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.7"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    class={flip ? 'flip' : undefined}
  >
    <path d={paths[name]} />
  </svg>
);
