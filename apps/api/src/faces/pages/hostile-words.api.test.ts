import { expect, test } from 'vitest';
import { useOrganization } from '../../../test/harness/organization.ts';
import { type PageAnswer, readPage } from '../../../test/harness/read-html.ts';
import { joined } from '../../../test/harness/waitlist-scene.ts';

const scene = useOrganization();
const start = '2026-06-15T14:00:00Z';

/** What breaks out of careless pages: elements, attributes, scripts, comments, addresses, encodings. */
const hostile = [
  '<script>window.__xss=1</script>',
  '</script><script>window.__xss=1</script>',
  '</script x ><img src=x onerror=window.__xss=1>',
  '"><script>window.__xss=1</script>',
  "'><script>window.__xss=1</script>",
  '<img src=x onerror=window.__xss=1>',
  '"><img src=x onerror="window.__xss=1">',
  '<svg onload=window.__xss=1>',
  '<svg><script>window.__xss=1</script></svg>',
  '<iframe srcdoc="<script>parent.__xss=1</script>">',
  '<a href="javascript:window.__xss=1">x</a>',
  'javascript:window.__xss=1',
  'data:text/html,<script>window.__xss=1</script>',
  'https://x.example/"onmouseover="window.__xss=1',
  "https://x.example/'><script>window.__xss=1</script>",
  '" onfocus="window.__xss=1" autofocus="',
  "' onfocus='window.__xss=1' autofocus='",
  '<style>*{background:url(javascript:window.__xss=1)}</style>',
  '</title><script>window.__xss=1</script>',
  '</textarea><script>window.__xss=1</script>',
  '</noscript><script>window.__xss=1</script>',
  '<!--><script>window.__xss=1</script>',
  ']]><script>window.__xss=1</script>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '&lt;script&gt;window.__xss=1&lt;/script&gt;',
  '{{constructor.constructor("window.__xss=1")()}}',
];

/** Those that are addresses stand alone, the others together as far as the shortest field holds them. */
const isAddress = (words: string) => /^[a-z]+:/.test(words);
const together = hostile.filter(isAddress);
for (const words of hostile.filter((each) => !isAddress(each))) {
  const last = together.at(-1) ?? '';
  if (isAddress(last) || last.length + words.length > 250) together.push(words);
  else together[together.length - 1] = `${last} ${words}`;
}

/**
 * The elements of a page with the names of their attributes: what a text must not be able to change, but that a
 * location which is a web address becomes a link.
 */
const skeletonOf = ({ document }: PageAnswer) =>
  [...document.querySelectorAll('*:not(a[rel="noopener noreferrer nofollow"])')].map(
    (element) => `${element.localName}[${element.getAttributeNames()}]`,
  );

/** Every page that shows somebody's words, with the same words in every field. */
async function pagesWith(words: string): Promise<PageAnswer[]> {
  const { org, api } = scene;
  const eventType = await org.eventType({
    title: words,
    description: words,
    location: words,
    waitlist_enabled: true,
  });
  const who = { invitee_name: words, notes: words };
  const booking = await org.booked(eventType.id, start, { invitee_email: 'alex@example.com', ...who });
  const entry = await joined(org, eventType.id, start, who);
  const own = `/bookings/${booking.id}?token=${booking.cancel_token}`;
  const waits = `/waitlist/${entry.id}?token=${entry.cancel_token}`;
  const { headers } = await api.server.inject(`/book/${eventType.id}`);
  const book = String(headers.location).replace('../', '/');
  const form = { date: '2026-06-16', name: words, email: words, notes: words, start_time: words };
  const pages = [await readPage(api, book), await readPage(api, book, { form })];
  expect(pages[1]?.document.querySelector<HTMLInputElement>('[name=name]')?.value).toBe(words);
  for (const path of [
    `${book}?date=2026-06-16`,
    own,
    `${own}&action=cancel`,
    `${own}&action=reschedule`,
    `${own}&action=reschedule&date=2026-06-16`,
    waits,
    `${waits}&action=cancel`,
  ])
    pages.push(await readPage(api, path));
  await readPage(api, `${own}&action=cancel`, { form: { reason: words } });
  pages.push(await readPage(api, own));
  await org.call('DELETE', `/v1/event-types/${eventType.id}`);
  return pages;
}

test('the words of people stay text on every page', { timeout: 60_000 }, async () => {
  const plain = (await pagesWith('words')).map(skeletonOf);
  for (const words of together) {
    const pages = await pagesWith(words);
    expect(pages.map(({ status }) => status)).toEqual(pages.map((_page, i) => (i === 1 ? 400 : 200)));
    expect([words, ...pages.map(skeletonOf)]).toEqual([words, ...plain]);
    for (const { document, text } of pages) {
      expect(text).toContain(words);
      for (const link of document.querySelectorAll('[href],[src],[action]')) {
        const address = link.getAttribute('href') ?? link.getAttribute('src') ?? link.getAttribute('action');
        expect(new URL(address ?? '', document.location.href).protocol).toMatch(/^https?:$/);
      }
    }
    const data = pages[0]?.document.querySelector('script[type="application/ld+json"]')?.textContent ?? '';
    expect(JSON.parse(data)).toMatchObject({ name: words, description: words });
  }
});

test('the words of an address become markup on no page', { timeout: 60_000 }, async () => {
  const booking = await scene.org.booked((await scene.org.eventType()).id, start);
  const own = `/bookings/${booking.id}?token=${booking.cancel_token}`;
  const pagesFor = (words: string) => {
    const named = encodeURIComponent(words);
    const paths = [
      `/book/${named}/${named}`,
      `/bookings/${named}?token=${named}`,
      `/waitlist/${named}?token=${named}&action=cancel`,
      `${own}&action=${named}&timezone=${named}`,
      `${own}&action=reschedule&date=${named}`,
    ];
    return Promise.all(paths.map((path) => readPage(scene.api, path)));
  };
  const plain = (await pagesFor('words')).map(skeletonOf);
  for (const words of together)
    expect([words, ...(await pagesFor(words)).map(skeletonOf)]).toEqual([words, ...plain]);
});
