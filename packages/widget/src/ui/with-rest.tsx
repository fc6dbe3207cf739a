/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadRest, type Rest, restIfLoaded } from '../rest/load.ts';
import type { Ui } from './ui.ts';

interface WithRestProps {
  readonly ui: Ui;
  readonly children: (rest: Rest) => ComponentChildren;
}

/** Draws a part that is loaded when it is needed. Where that fails it says so, and the visitor tries again. */
export function WithRest({ ui, children }: WithRestProps) {
  const [rest, setRest] = useState(restIfLoaded);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    loadRest().then(setRest, () => setFailed(true));
  };
  useEffect(() => {
    if (!rest) load();
  }, []);
  const { messages } = ui.words;
  if (rest) return <>{children(rest)}</>;
  if (!failed) return null;
  return (
    <div class="note bad" role="alert">
      <p>{messages.unreachable}</p>
      <button type="button" class="button plain small" onClick={load}>
        {messages.retry}
      </button>
    </div>
  );
}
