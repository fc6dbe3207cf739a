import type { Cpu } from './cpu.ts';
import { type Figure, isMet, type Latency, type Measured, type Target, type Unit } from './figure.ts';
import type { Machine } from './machine.ts';

/** The figures of a part and the machine they were seen on, as Markdown. */
export function markdown(figures: readonly Figure[], machine: Machine, quick: boolean): string {
  const warning = quick
    ? 'A quick run: it shows that everything works, and its figures mean little.\n\n'
    : '';
  return `${warning}${table(figures)}\n\n${seenOn(machine)}\n`;
}

function table(figures: readonly Figure[]): string {
  const withLatency = figures.some(({ subject }) => subject.latency);
  const withCpu = figures.some(({ subject }) => subject.cpu);
  const columns = <T>(latency: T, cpu: T): T[] => [
    ...(withLatency ? [latency] : []),
    ...(withCpu ? [cpu] : []),
  ];
  const head = [
    'what',
    'figure',
    ...columns('p50 / p99', 'CPU: server + PostgreSQL'),
    'beside',
    'its figure',
    ...columns('its p50 / p99', 'its CPU'),
    'ratio',
    'target',
    'met',
    'note',
  ];
  const rows = figures.map((figure) => {
    const { subject, floor, unit, ratio, target, note } = figure;
    const load = ({ latency, cpu }: Partial<Measured>) => columns(latencyText(latency), cpuText(cpu));
    const met = isMet(figure);
    return [
      subject.name,
      valueText(subject.value, unit),
      ...load(subject),
      floor?.name ?? '',
      floor ? valueText(floor.value, unit) : '',
      ...load(floor ?? {}),
      ratio === undefined ? '' : `**${ratio.toFixed(2)}x**`,
      target ? targetText(target, unit) : '',
      met === null ? '' : met ? 'yes' : '**no**',
      note ?? '',
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function valueText(value: number, unit: Unit): string {
  if (unit === '/s' || unit === 'MB') return `${Math.round(value)} ${unit}`;
  if (unit === 'kB' || unit === '') return `${value.toFixed(1)} ${unit}`.trim();
  return `${value >= 10 ? Math.round(value) : value.toFixed(value < 0.1 ? 4 : 2)} ${unit}`;
}

const latencyText = (latency: Latency | undefined): string =>
  latency ? `${Math.round(latency.p50)} / ${Math.round(latency.p99)} ms` : '';

/** What of it is the server's own, and what its PostgreSQL's. */
const cpuText = (cpu: Cpu | undefined): string =>
  cpu === undefined ? '' : `${[cpu.server, cpu.database].filter(isTold).map(twoDigits).join(' + ')} ms`;

const isTold = (value: number | undefined): value is number => value !== undefined;
const twoDigits = (value: number): string => value.toFixed(2);

function targetText(target: Target, unit: Unit): string {
  if ('valueAtMost' in target) return `at most ${target.valueAtMost} ${unit}`;
  return 'atMost' in target ? `at most ${target.atMost}x` : `at least ${target.atLeast}x`;
}

const seenOn = ({ date, cpu, cores, memoryGb, node, postgres, fsyncMs, loadBefore }: Machine): string =>
  [
    `Seen on ${date}: ${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node}, PostgreSQL ${postgres}.`,
    `One fsync of 8 kB takes ${fsyncMs.toFixed(2)} ms there.`,
    `Load average before: ${loadBefore.toFixed(1)}${loadBefore > 0.3 * cores ? ', so the machine was busy with other work and the figures are noisy' : ''}.`,
  ].join('\n');

const begin = (part: string) => `<!-- bench: ${part} -->`;
const end = (part: string) => `<!-- end of bench: ${part} -->`;

/** The page with the part's figures between its two markers. Throws when they are missing. */
export function replaceFigures(page: string, part: string, figures: string): string {
  const from = page.indexOf(begin(part));
  const until = page.indexOf(end(part));
  if (from < 0 || until < from) throw new Error(`The page has no markers for ${part}.`);
  return `${page.slice(0, from)}${begin(part)}\n\n${figures}\n${page.slice(until)}`;
}
