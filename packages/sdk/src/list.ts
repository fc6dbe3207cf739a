import type { Call, Send } from './call.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly data: Item[];
  /** Whether another page follows. */
  readonly has_more: boolean;
}

/**
 * A list that was asked for. Await it for one page; go over it with `for await` for every item of every page, each
 * page fetched when it is needed. Nothing is sent before one of the two.
 */
export interface List<Item> extends Promise<Page<Item>>, AsyncIterable<Item> {}

/** The list that the call asks for; the first page is asked for once, however often it is used. */
export function listOf<Item extends { readonly id: string }>(send: Send, call: Call): List<Item> {
  let first: Promise<Page<Item>> | undefined;
  const firstPage = () => {
    first ??= send<Page<Item>>(call);
    return first;
  };
  return {
    // biome-ignore lint/suspicious/noThenProperty: a list is a promise that waits to be asked
    then: (onPage, onError) => firstPage().then(onPage, onError),
    catch: (onError) => firstPage().catch(onError),
    finally: (onEnd) => firstPage().finally(onEnd),
    [Symbol.asyncIterator]: () => itemsOf(send, call, firstPage()),
    [Symbol.toStringTag]: 'List',
  };
}

async function* itemsOf<Item extends { readonly id: string }>(
  send: Send,
  call: Call,
  first: Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  for (let page = await first; ; ) {
    yield* page.data;
    const last = page.data.at(-1);
    if (!page.has_more || last === undefined) return;
    page = await send<Page<Item>>({ ...call, query: { ...call.query, starting_after: last.id } });
  }
}
