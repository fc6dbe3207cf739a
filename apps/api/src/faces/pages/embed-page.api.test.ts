import { describe, expect, test } from 'vitest';
import { useOrganization } from '../../../test/harness/organization.ts';
import { readPage } from '../../../test/harness/read-html.ts';

const scene = useOrganization();
const app = 'https://app.example.com';

// biome-ignore lint/suspicious/noExplicitAny: as the API answers it
async function session(fields: object = {}): Promise<any> {
  const { id: event_type_id } = await scene.org.eventType();
  const body = {
    kind: 'booker',
    event_type_id,
    attendee: { name: 'Kim Lee', email: 'kim@example.com' },
    ...fields,
  };
  return (await scene.org.call('POST', '/v1/embed-sessions', body)).body;
}
const pathOf = ({ url }: { url: string }) => new URL(url).pathname;
const framesOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
  /frame-ancestors (.+)$/.exec(String(headers['content-security-policy']))?.[1];

describe('the page of an embedded session', () => {
  test('is framed by the pages of its origins alone, and by nobody without any', async () => {
    const other = 'http://localhost:3000';
    for (const [allowed_origins, frames] of [
      [[app, other], `${app} ${other}`],
      [[], "'none'"],
    ] as const) {
      const page = await readPage(scene.api, pathOf(await session({ allowed_origins })));
      expect([page.status, framesOf(page)]).toEqual([200, frames]);
    }
  });

  test('says without script that it needs one, and nothing of the session', async () => {
    const made = await session({ allowed_origins: [app] });
    const page = await readPage(scene.api, pathOf(made));
    expect(page.document.querySelector('noscript')?.textContent).toContain('This page needs JavaScript.');
    for (const told of ['Kim', 'kim@example.com', made.token, made.event_type_id])
      expect(page.body).not.toContain(told);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(page.headers).not.toHaveProperty('access-control-allow-origin');
    expect(page.body).not.toMatch(/<style| style=| on\w+=|<script(?! src)/);
    for (const { src } of page.document.scripts)
      expect((await scene.api.server.inject(new URL(src).pathname)).statusCode).toBe(200);
    for (const { href } of page.document.querySelectorAll('link'))
      expect((await scene.api.server.inject(new URL(href).pathname)).statusCode).toBe(200);
  });

  test('is gone with the session, and framed by nobody then', async () => {
    const made = await session({ allowed_origins: [app], expires_in: 60 });
    await scene.org.call('DELETE', `/v1/embed-sessions/${made.id}`);
    const over = await session({ allowed_origins: [app], expires_in: 60 });
    scene.api.clock.moveBy(60_000);
    for (const path of [pathOf(made), pathOf(over), '/embed/ems_00000000000000000000000000', '/embed/x']) {
      const page = await readPage(scene.api, path);
      expect([path, page.status, framesOf(page)]).toEqual([path, 404, "'none'"]);
      expect(page.text).toContain('This page is not open any more');
    }
  });

  test('has the colour of the organization', async () => {
    const headers = { authorization: `Bearer ${scene.org.liveKey}` };
    await scene.api.call('PATCH', '/v1/organization', { headers, body: { brand_color: '#0f766e' } });
    const { document } = await readPage(scene.api, pathOf(await session()));
    expect(document.querySelector<HTMLElement>('[data-embed-session]')?.dataset.brandColor).toBe('#0f766e');
  });
});
