/**
 * Calls `onReturn` when the person comes back to the page, or the network to the machine, until the returned function
 * is called. Where there is no page, it never calls.
 */
export function watchForReturn(onReturn: () => void): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => {};
  const returnIfVisible = () => {
    if (document.visibilityState === 'visible') onReturn();
  };
  document.addEventListener('visibilitychange', returnIfVisible);
  window.addEventListener('focus', returnIfVisible);
  window.addEventListener('online', returnIfVisible);
  return () => {
    document.removeEventListener('visibilitychange', returnIfVisible);
    window.removeEventListener('focus', returnIfVisible);
    window.removeEventListener('online', returnIfVisible);
  };
}
