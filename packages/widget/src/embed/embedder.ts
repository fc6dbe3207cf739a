/** The page that frames a session. */
export interface Embedder {
  /** Tells it; what is told before it has said hello waits. */
  tell(message: Readonly<Record<string, unknown>>): void;
}

/**
 * Whoever frames this page says `{astrocal: 'hello'}` first. From an allowed origin that opens the way back: messages go
 * to that origin and to no other.
 */
export function createEmbedder(allowedOrigins: readonly string[]): Embedder {
  let origin: string | null = null;
  const waiting: Readonly<Record<string, unknown>>[] = [];
  if (parent === window) return { tell: () => {} };
  addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== parent || data?.astrocal !== 'hello' || !allowedOrigins.includes(from)) return;
    origin = from;
    for (const message of waiting.splice(0)) parent.postMessage(message, origin);
  });
  return {
    tell(message) {
      if (origin === null) waiting.push(message);
      else parent.postMessage(message, origin);
    },
  };
}

/** Tells how high the page is, now and whenever that changes. */
export function tellHeight({ tell }: Embedder, element: Element): void {
  new ResizeObserver(() =>
    tell({ astrocal: 'resize', height: Math.ceil(element.getBoundingClientRect().height) }),
  ).observe(element);
}
