/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import type { WidgetConfig } from '../config.ts';
import type { Problem } from '../flow/problem.ts';
import type { FlowState } from '../flow/state.ts';
import { fill } from '../i18n/messages.ts';
import { About } from './about.tsx';
import { DetailsForm } from './details-form.tsx';
import { Done } from './done.tsx';
import { Durations } from './durations.tsx';
import { useDerivedColors, useFlowState, useFocusOnStep, useFreshTimes } from './hooks.ts';
import { Icon } from './icons.tsx';
import { PopupDialog } from './popup-dialog.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Schedule } from './schedule.tsx';
import type { PartProps, Ui } from './ui.ts';

interface AppProps {
  readonly ui: Ui;
  readonly mode: 'inline' | 'popup';
  readonly colorScheme: NonNullable<WidgetConfig['colorScheme']>;
  readonly theme: WidgetConfig['theme'];
  readonly onClose: () => void;
}

/** The whole widget: a card in the page, or the same in a dialog. */
export function App({ ui, mode, colorScheme, theme, onClose }: AppProps) {
  const state = useFlowState(ui.flow);
  const root = useRef<HTMLDivElement>(null);
  const { words } = ui;
  useDerivedColors(root, colorScheme, theme);
  useFocusOnStep(root, state);
  useFreshTimes(ui.flow, state);
  const card = <Card ui={ui} state={state} isRegion={mode === 'inline'} />;
  return (
    <div
      ref={root}
      class="root"
      part="root"
      lang={words.locale.language}
      dir={words.direction}
      data-mode={mode}
      data-scheme={colorScheme}
    >
      {mode === 'popup' ? (
        <PopupDialog ui={ui} step={state.step} onClose={onClose}>
          {card}
        </PopupDialog>
      ) : (
        card
      )}
    </div>
  );
}

/** In a page it is a region of its own; the dialog around it is one already. */
function Card({ ui, state, isRegion }: PartProps & { isRegion: boolean }) {
  const { messages } = ui.words;
  const isDone = state.step === 'confirmed' || state.step === 'waitlisted';
  return (
    <section
      class="card"
      part="card"
      data-step={state.step}
      aria-labelledby={isRegion ? 'title' : undefined}
      aria-busy={isBusy(state)}
    >
      <div class={isDone || (!state.eventType && state.problem) ? 'columns single' : 'columns'}>
        {!isDone && <About ui={ui} state={state} />}
        <div class="stage" key={stageOf(state)}>
          <Stage ui={ui} state={state} />
        </div>
      </div>
      {(ui.demo || !ui.hideBranding) && (
        <div class="foot">
          {ui.demo && <span class="demo">{messages.demo}</span>}
          {!ui.hideBranding && <Brand text={messages.brand} />}
        </div>
      )}
      <p class="hidden" role="status">
        {state.sending ? messages.booking : ''}
      </p>
    </section>
  );
}

const isBusy = ({ eventType, problem, sending }: FlowState) => sending || (!eventType && !problem);

/** Nothing could be read: there is nothing but the reason to show. */
const Failed = ({ ui, problem }: { ui: Ui; problem: Problem }) => (
  <div class="done bad">
    <span class="tick">
      <Icon name="alert" size={28} />
    </span>
    <ProblemNote ui={ui} problem={problem} />
  </div>
);

/** Calendar and times are one stage, so that the calendar stays where it is. */
const stageOf = ({ step }: FlowState) => (step === 'times' ? 'calendar' : step);

function Stage({ ui, state }: PartProps) {
  if (state.eventType === null && state.problem) return <Failed ui={ui} problem={state.problem} />;
  switch (state.step) {
    case 'duration':
      return <Durations ui={ui} state={state} />;
    case 'calendar':
    case 'times':
      return <Schedule ui={ui} state={state} />;
    case 'form':
    case 'waitlist':
      return <DetailsForm ui={ui} state={state} />;
    case 'confirmed':
    case 'waitlisted':
      return <Done ui={ui} state={state} />;
  }
}

function Brand({ text }: { text: string }) {
  const [before = '', after = ''] = fill(text, { name: '\n' }).split('\n');
  return (
    <span>
      {before}
      <b>Astrocal</b>
      {after}
    </span>
  );
}
