/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../flow/problem.ts';
import { fill, type LanguageTexts } from '../i18n/messages.ts';
import type { Ui } from './ui.ts';

/** What stands in the way, in words of the visitor's language, with a way on. */
export function ProblemNote({ ui, problem }: { ui: Ui; problem: Problem }) {
  const { messages } = ui.words;
  const secondsLeft = useCountdown(problem, ui.now);
  return (
    <div class="note bad" role="alert">
      <p>{problemText(problem, ui, problem.retryAfterSeconds ?? 0)}</p>
      <div class="row">
        {mayRetry(problem) && (
          <button
            type="button"
            class="button plain small"
            aria-disabled={secondsLeft > 0}
            onClick={() => secondsLeft === 0 && ui.flow.retry()}
          >
            {messages.retry}
            {secondsLeft > 0 && <span aria-hidden="true">· {ui.words.number(secondsLeft)}</span>}
          </button>
        )}
        {leadsElsewhere(problem) && (
          <button type="button" class="button plain small" onClick={ui.flow.goBack}>
            {messages.otherTime}
          </button>
        )}
      </div>
    </div>
  );
}

/** The message of each code; what is not listed went wrong on our side. */
const byCode: Readonly<Record<string, keyof LanguageTexts>> = {
  offline: 'offline',
  network: 'unreachable',
  timeout: 'unreachable',
  unavailable: 'unreachable',
  rate_limit_exceeded: 'busy',
  booking_cap_reached: 'capped',
  booking_cancelled: 'cancelled',
  validation_error: 'checkDetails',
};

function problemText(problem: Problem, ui: Ui, seconds: number): string {
  const { messages, seconds: secondsText } = ui.words;
  const key = keyOf(problem, ui);
  if (key === 'busy') return fill(messages.busy, { time: secondsText(Math.max(1, seconds)) });
  return messages[key] as string;
}

function keyOf({ code, during }: Problem, ui: Ui): keyof LanguageTexts {
  if (code === 'not_found' || code === 'host_unavailable') return 'gone';
  if (code === 'unauthorized') return 'linkInvalid';
  if (code === 'conflict') return ui.flow.state().moving ? 'cannotMove' : 'waitConflict';
  if (code === 'validation_error' && during !== 'send') return 'gone';
  return byCode[code] ?? 'unexpected';
}

/** Whether doing the same again may help. */
const mayRetry = ({ code, status }: Problem): boolean =>
  status === 0 || status >= 500 || code === 'rate_limit_exceeded' || code === 'idempotency_in_progress';

const leadsElsewhere = ({ code, during }: Problem): boolean =>
  during === 'send' && ['slot_unavailable', 'booking_cap_reached', 'conflict'].includes(code);

/** The seconds until the API will listen again. */
function useCountdown(problem: Problem, now: () => number): number {
  const since = useRef({ problem, at: now() });
  if (since.current.problem !== problem) since.current = { problem, at: now() };
  const [, tick] = useState(0);
  const passed = Math.floor((now() - since.current.at) / 1000);
  const left = Math.max(0, (problem.retryAfterSeconds ?? 0) - passed);
  useEffect(() => {
    if (left === 0) return;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [left === 0]);
  return left;
}
