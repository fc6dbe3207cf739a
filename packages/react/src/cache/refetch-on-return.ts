/**
 * Calls `onReturn` when the person comes back to the page, or the network to the machine, until the returned function
 * is called. Where there is no page, it never calls.
 */
export function watchForReturn(onReturn: () => void): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => {};
  const returnIfVisible = () => {
    if (document.visibilityState === 'visible') onReturn();
  };
  const signs = [
    [document, 'visibilitychange'],
    [window, 'focus'],
    [window, 'online'],
  ] as const;
  for (const [target, sign] of signs) target.addEventListener(sign, returnIfVisible);
  return () => {
    for (const [target, sign] of signs) target.removeEventListener(sign, returnIfVisible);
  };
}
