import { beforeEach, describe, expect, test } from 'vitest';
import { makeTrio, setHosts } from '../../../test/harness/hosts.ts';
import { alex, useOrganization } from '../../../test/harness/organization.ts';
import { readPage } from '../../../test/harness/read-html.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
let ana: string;
let bo: string;
beforeEach(async () => {
  [ana, bo] = await makeTrio(scene);
});

/** An event type of Ana and Bo, and the address of its page. */
async function ofBoth(fields: object = {}): Promise<{ id: string; path: string }> {
  const { id } = await scene.org.eventType({ title: 'Tour', ...fields });
  await setHosts(scene.api.deps.database.db, id, [ana, bo]);
  const { headers } = await scene.api.server.inject(`/book/${id}`);
  return { id, path: String(headers.location).replace('../', '/') };
}
const read = (path: string, options = {}) => readPage(scene.api, path, options);
const optionsOf = (document: Document) =>
  [...document.querySelectorAll<HTMLOptionElement>('select[name=host_id] option')].map(
    ({ value, textContent }) => [value, textContent],
  );
const peopleOf = ({ document }: { document: Document }, list: string) =>
  [...document.querySelectorAll(`${list} .person`)].map(({ textContent }) => textContent);
const pageOf = ({ id, cancel_token }: { id: string; cancel_token: string }) =>
  `/bookings/${id}?token=${cancel_token}`;

describe('the page of an event type', () => {
  test('names the one host, with a face, and whose page it is', async () => {
    const { id } = await scene.org.eventType();
    const { headers } = await scene.api.server.inject(`/book/${id}`);
    const address = String(headers.location).slice(2);
    const page = await read(address);
    expect(peopleOf(page, '.hosts')).toEqual(['SR Sam Rivera']);
    expect(page.document.querySelector('.from')?.textContent).toMatch(/^O org-\d+$/);
    expect(page.document.querySelectorAll('select[name=host_id]')).toHaveLength(0);
    expect((await read(`${address}.md`)).text).toContain('- With: Sam Rivera');
  });

  test('names all of those who hold it together', async () => {
    const { path } = await ofBoth({ assignment_strategy: 'collective' });
    expect(peopleOf(await read(path), '.hosts')).toEqual(['A Ana', 'B Bo']);
  });

  test('names nobody of several who take turns, whoever is asked for', async () => {
    const { path } = await ofBoth();
    for (const address of [
      path,
      `${path}?host_id=${ana}`,
      `${path}?date=2026-06-02&host_id=${ana}`,
      `${path}.md`,
    ]) {
      const { text } = await read(address);
      expect(text).not.toMatch(/\bAna\b|\bBo\b/);
      expect(text).not.toContain(ana);
    }
  });
});

describe('where visitors choose', () => {
  test('the form without JavaScript asks with whom, and books with that one', async () => {
    const { id, path } = await ofBoth({ allow_host_choice: true });
    const first = await read(path);
    expect(optionsOf(first.document)).toEqual([
      ['', 'Anyone'],
      [ana, 'Ana'],
      [bo, 'Bo'],
      ['', 'Anyone'],
      [ana, 'Ana'],
      [bo, 'Bo'],
    ]);
    // Bo has no time at nine, and Ana has.
    await scene.org.booked(id, nine, { ...alex, host_id: bo });
    const day = await read(`${path}?date=2026-06-02&host_id=${bo}`);
    const starts = [...day.document.querySelectorAll<HTMLInputElement>('input[name=start_time]')];
    expect(starts.map(({ value }) => value)).toEqual(
      await scene.org.starts(id, '2026-06-02', { host_id: bo }),
    );
    expect(starts.map(({ value }) => value)).not.toContain(nine);
    expect(peopleOf(day, '.hosts')).toEqual(['B Bo']);
    expect(day.document.querySelector<HTMLSelectElement>('select[name=host_id]')?.value).toBe(bo);

    const form = {
      date: '2026-06-02',
      host_id: bo,
      key: 'one-wish',
      name: 'Kim Lee',
      email: 'kim@example.com',
      start_time: '2026-06-02T10:00:00Z',
    };
    const sent = await read(path, { form });
    expect(sent.status).toBe(303);
    const page = await read(`/${String(sent.headers.location).replaceAll('../', '')}`);
    expect(peopleOf(page, '.facts')).toEqual(['B Bo']);
    expect(page.text).toContain('Tour with Bo is booked.');
  });

  test('a link leads to one of them, and one that leads to nobody is for anyone', async () => {
    const { path } = await ofBoth({ allow_host_choice: true });
    const hostId = async (address: string) =>
      (await read(address)).document.querySelector('[data-widget]')?.getAttribute('data-host-id');
    expect(await hostId(`${path}?host_id=${ana}`)).toBe(ana);
    expect(await hostId(`${path}?host_id=mbr_unknown`)).toBeNull();
    expect((await read(`${path}.md`)).text).toContain(`Ana is \`${ana}\`, Bo is \`${bo}\``);
  });
});

describe('the page of a booking', () => {
  test('names all who hold it', async () => {
    const { id } = await ofBoth({ assignment_strategy: 'collective' });
    const page = await read(pageOf(await scene.org.booked(id, nine)));
    expect(page.text).toContain('Tour with Ana and Bo is booked.');
    expect(peopleOf(page, '.facts')).toEqual(['A Ana', 'B Bo']);
  });

  test('names who holds it now, moved and given to another host too', async () => {
    const { id } = await ofBoth();
    const booking = await scene.org.booked(id, nine, { ...alex, host_id: ana });
    await scene.org.call('POST', `/v1/bookings/${booking.id}/reassign`, { member_id: bo });
    const given = await read(pageOf(booking));
    expect(peopleOf(given, '.facts')).toEqual(['B Bo']);
    expect(given.text).not.toMatch(/\bAna\b/);
    await scene.org.call('POST', `/v1/bookings/${booking.id}/reschedule`, {
      new_start_time: '2026-06-02T11:00:00Z',
    });
    const moved = await read(pageOf(booking));
    expect(moved.text).toContain('Your booking has a new time');
    expect(peopleOf(moved, '.facts')).toEqual(['B Bo']);
    expect((await read(`${pageOf(booking)}&action=reschedule`)).text).toContain('Tour with Bo');
  });
});
