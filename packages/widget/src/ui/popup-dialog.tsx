/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Step } from '../flow/state.ts';
import { CloseButton } from './close-button.tsx';
import type { Ui } from './ui.ts';

interface PopupProps {
  readonly ui: Ui;
  readonly step: Step;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus, makes the page inert and closes on Escape. */
export function PopupDialog({ ui, step, onClose, children }: PopupProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isPressedOutside = useRef(false);

  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal?.();
    element?.focus(); // not its first button
    const unlock = lockScrolling();
    return () => {
      unlock();
      element?.close?.(); // while it is open the page behind takes no focus
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  /** A press beside the card closes it, unless something has been typed into it. */
  const onClick = (event: MouseEvent) => {
    const isTyping = step === 'form' || step === 'waitlist';
    if (isPressedOutside.current && event.target === dialog.current && !isTyping) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, as `cancel`
    <dialog
      ref={dialog}
      tabindex={-1}
      aria-labelledby="title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        isPressedOutside.current = event.target === dialog.current;
      }}
      onClick={onClick}
    >
      <CloseButton ui={ui} onClose={onClose} />
      {children}
    </dialog>
  );
}

/** The page behind stays where it is, and as wide as it is. Gives the function that lets it go. */
function lockScrolling(): () => void {
  const { style, clientWidth } = document.documentElement;
  const { overflow, paddingInlineEnd } = style;
  const scrollbar = innerWidth - clientWidth;
  style.overflow = 'hidden';
  if (scrollbar > 0) style.paddingInlineEnd = `${scrollbar}px`;
  return () => {
    style.overflow = overflow;
    style.paddingInlineEnd = paddingInlineEnd;
  };
}
