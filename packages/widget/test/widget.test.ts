// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { autoInit, close, destroy, open, update, type WidgetHandle } from '../src/index.ts';
import { find, serveApi, shadowOf, textOf, type } from './jsdom-page.ts';

const place = () => document.querySelector('#place') as HTMLElement;
let opened: WidgetHandle[] = [];
const openWidget = (config: Parameters<typeof open>[0]) => {
  const handle = open(config);
  opened.push(handle);
  return handle;
};

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.body.innerHTML = '<div id="place"></div>';
});
afterEach(() => {
  for (const handle of opened) handle.destroy();
  opened = [];
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Through calendar and times, to the form. */
async function pickFirstTime() {
  (await find('.day.free')).click();
  (await find('.time:not(.wait)')).click();
  await find('form');
}

describe('a widget', () => {
  it('books in the page, without a server in demo mode, and tells the page', async () => {
    const steps: string[] = [];
    const booked = vi.fn();
    const events: string[] = [];
    for (const name of ['step-change', 'booking-created'])
      place().addEventListener(`astrocal:${name}`, () => events.push(name));
    vi.stubGlobal('fetch', () => expect.fail('a demo asks nobody'));
    openWidget({
      demo: true,
      target: place(),
      onStepChange: (step) => steps.push(step),
      onBookingCreated: booked,
    });
    await pickFirstTime();
    await type('#name-0', 'Kim Lee');
    await type('#email-0', 'kim@example.com');
    (await find('form .primary')).click();
    await vi.waitFor(() => expect(textOf()).toContain('You’re booked, Kim'));
    expect(steps).toEqual(['calendar', 'times', 'form', 'confirmed']);
    expect(booked.mock.calls[0]?.[0]).toMatchObject({
      status: 'confirmed',
      invitee_email: 'kim@example.com',
    });
    expect(events).toEqual(['step-change', 'step-change', 'step-change', 'step-change', 'booking-created']);
    expect(textOf()).toContain('Preview: nothing is really booked');
  });

  it('shows words of others as text, whatever they are', async () => {
    const hostile = '<img src=x onerror="window.__xss=1"><script>window.__xss=1</script>';
    serveApi(
      { title: hostile, description: hostile, location: hostile, color: '"><script>' },
      '2099-06-10T09:00:00Z',
    );
    openWidget({ eventTypeId: 'evt_1', apiUrl: 'https://api.test', target: place() });
    await vi.waitFor(() => expect(textOf().split(hostile)).toHaveLength(4));
    expect(shadowOf().querySelectorAll('img, script')).toHaveLength(0);
    expect(shadowOf().querySelector('.mark rect')?.getAttribute('fill')).toBe('none');
  });

  it('asks with whom where one may choose, names who is met, and shows the logo', async () => {
    const hosts = [
      { member_id: 'mbr_1', name: 'Ana Costa', required: true },
      { member_id: 'mbr_2', name: 'Bo', required: false },
      { member_id: 'mbr_3', name: 'Cy', required: false },
    ];
    const organization = { name: 'Northwind', logo_url: 'https://api.test/logos/org_1/abc' };
    const { requests } = serveApi({ hosts, organization }, '2099-06-10T09:00:00Z');
    const handle = openWidget({ eventTypeId: 'evt_1', apiUrl: 'https://api.test', target: place() });
    const choice = await find<HTMLSelectElement>('select');
    expect([...choice.options].map(({ value, text }) => [value, text])).toEqual([
      ['', 'Anyone'],
      ['mbr_2', 'Bo'],
      ['mbr_3', 'Cy'],
    ]);
    const people = () => [...shadowOf().querySelectorAll('.hosts li')].map(({ textContent }) => textContent);
    expect(people()).toEqual(['ACAna Costa']);
    choice.value = 'mbr_3';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(people()).toEqual(['ACAna Costa', 'CCy']));
    expect(requests.at(-1)?.url.searchParams.get('host_id')).toBe('mbr_3');
    const logo = await find<HTMLImageElement>('img.logo');
    expect([logo.src, logo.alt]).toEqual([organization.logo_url, 'Northwind']);
    logo.dispatchEvent(new Event('error'));
    expect(shadowOf().querySelector('img')).toBeNull();
    handle.update({ hideLogo: true });
    expect(shadowOf().querySelector('img')).toBeNull();
  });

  it('puts the focus on the first field that is wrong, and says what is', async () => {
    openWidget({ demo: true, target: place() });
    await pickFirstTime();
    await type('#name-0', 'Kim Lee');
    (await find('form .primary')).click();
    await vi.waitFor(() => expect(shadowOf().activeElement?.id).toBe('email-0'));
    const field = await find('#email-0');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = shadowOf().getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toContain('email address');
    expect(shadowOf().querySelector('#name-0[aria-invalid="true"]')).toBeNull();
  });

  it('moves along the days by keys, and into the next month', async () => {
    openWidget({ demo: true, target: place(), timezone: 'UTC' });
    const day = await find('.day[tabindex="0"]');
    const month = shadowOf().querySelector('#month')?.textContent;
    day.focus();
    day.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
    await vi.waitFor(() => expect(shadowOf().querySelector('#month')?.textContent).not.toBe(month));
    const active = shadowOf().activeElement;
    expect(active?.classList.contains('day')).toBe(true);
    expect(shadowOf().querySelectorAll('.day[tabindex="0"]')).toHaveLength(1);
    expect(active?.getAttribute('tabindex')).toBe('0');
  });

  it('shows when a booking is while it is still being read', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    const reschedule = { bookingId: 'bkg_1', token: 't', currentStartTime: '2026-06-10T13:00:00Z' };
    openWidget({ reschedule, apiUrl: 'https://api.test', target: place(), timezone: 'America/New_York' });
    expect(textOf()).toMatch(/Wednesday, June 10, 2026, 0?9:00/);
  });

  it('says that it cannot be booked, and tells the page and its developer why', async () => {
    const onError = vi.fn();
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    serveApi({});
    openWidget({ eventTypeId: 'evt_2', apiUrl: 'https://api.test', target: place(), onError });
    await vi.waitFor(() =>
      expect(shadowOf().querySelector('[role="alert"]')?.textContent).toContain(
        'This isn’t open for booking.',
      ),
    );
    expect(onError).toHaveBeenCalledExactlyOnceWith({
      code: 'not_found',
      message: 'none',
      status: 404,
      details: {},
    });
    expect(logged).toHaveBeenCalledExactlyOnceWith(
      'Astrocal: the widget (inline) cannot show event type "evt_2": https://api.test answered 404 not_found, "none". ' +
        'See https://api.test/docs/guides/widget#when-nothing-can-be-booked',
    );
  });

  it('leaves the console alone where the server is only busy or away', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.stubGlobal('fetch', async () => new Response('{}', { status: 429 }));
    openWidget({ eventTypeId: 'evt_1', apiUrl: 'https://api.test', target: place() });
    await vi.waitFor(() => expect(textOf()).toContain('Too many tries'));
    expect(logged).not.toHaveBeenCalled();
  });

  it('speaks the language of its place in the page, from right to left where that is so', async () => {
    document.documentElement.lang = 'de';
    openWidget({ demo: true, target: place() });
    await vi.waitFor(() => expect(textOf()).toContain('Vorschau'));
    destroy();
    place().lang = 'ar';
    openWidget({ demo: true, target: place() });
    await vi.waitFor(() => expect(shadowOf().querySelector('.root')?.getAttribute('dir')).toBe('rtl'));
  });
});

describe('settings', () => {
  it('set the variables of the theme, and leave out what is not CSS of its kind', async () => {
    const theme = { primaryColor: '#123456', textColor: 'url(x)', borderRadius: '4px' };
    openWidget({ demo: true, target: place(), theme, hideBranding: true });
    const { style } = shadowOf().host as HTMLElement;
    expect(style.getPropertyValue('--astrocal-primary-color')).toBe('#123456');
    expect(style.getPropertyValue('--astrocal-border-radius')).toBe('4px');
    expect(style.getPropertyValue('--astrocal-text-color')).toBe('');
    await find('.day.free');
    expect(textOf()).not.toContain('Powered by');
  });

  it('change while it is open: looks stay where the visitor is, another subject begins anew', async () => {
    const { requests } = serveApi({ title: 'First' }, '2099-06-10T09:00:00Z');
    const handle = openWidget({ eventTypeId: 'evt_1', apiUrl: 'https://api.test', target: place() });
    await vi.waitFor(() => expect(textOf()).toContain('First'));
    const asked = requests.length;
    handle.update({ colorScheme: 'dark', theme: { primaryColor: '#0a0' } });
    expect(shadowOf().querySelector('.root')?.getAttribute('data-scheme')).toBe('dark');
    expect(textOf()).toContain('First');
    handle.update({ demo: true });
    await vi.waitFor(() => expect(textOf()).toContain('Introductory call'));
    expect(requests.slice(asked).every(({ url }) => url.pathname === '/v1/availability')).toBe(true);
  });

  it('do not move it: neither mode nor target change while it is open', () => {
    document.body.innerHTML = '<div id="place"></div><div id="other"></div>';
    const handle = openWidget({ demo: true, target: place() });
    handle.update({ mode: 'popup', target: '#other', hideBranding: true });
    expect(textOf(place())).not.toContain('Powered by');
    expect(shadowOf().querySelector('dialog')).toBeNull();
    expect(document.querySelector('#other')?.childElementCount).toBe(0);
  });

  it('say what is wrong with them', () => {
    expect(() => open({})).toThrow('eventTypeId');
    expect(() => open({ demo: true, target: '#nowhere' })).toThrow('#nowhere');
    expect(document.querySelector('[data-astrocal-widget]')).toBeNull();
  });
});

describe('several widgets', () => {
  it('live side by side; the global functions are about the last one', async () => {
    document.body.innerHTML = '<div id="place"></div><div id="other"></div>';
    const closed = vi.fn();
    const first = openWidget({ demo: true, target: place() });
    openWidget({ demo: true, target: '#other', onClose: closed });
    update({ hideBranding: true });
    expect(textOf(document.querySelector('#other') as Element)).not.toContain('Powered by');
    expect(textOf(place())).toContain('Powered by');
    close();
    expect(closed).toHaveBeenCalledOnce();
    expect(document.querySelector('#other')?.childElementCount).toBe(0);
    update({ hideBranding: true });
    expect(textOf(place())).not.toContain('Powered by');
    first.destroy();
    expect(place().childElementCount).toBe(0);
    close();
    destroy();
    expect(closed).toHaveBeenCalledOnce();
  });
});

describe('autoInit', () => {
  it('draws into marked elements, once, and into those that come later', async () => {
    place().setAttribute('data-astrocal-demo', '');
    place().setAttribute('data-astrocal-color-scheme', 'dark');
    place().setAttribute('data-astrocal-primary-color', '#0a0');
    autoInit();
    autoInit();
    expect(place().childElementCount).toBe(1);
    expect(shadowOf().querySelector('.root')?.getAttribute('data-scheme')).toBe('dark');
    expect((shadowOf().host as HTMLElement).style.getPropertyValue('--astrocal-primary-color')).toBe('#0a0');
    document.body.insertAdjacentHTML('beforeend', '<p id="late" data-astrocal-demo></p>');
    autoInit();
    expect(document.querySelectorAll('[data-astrocal-widget]')).toHaveLength(2);
    destroy();
    destroy();
  });

  it('reports an element that says nothing to book, and draws the others', () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    place().setAttribute('data-astrocal-booking-id', 'bkg_1');
    document.body.insertAdjacentHTML('beforeend', '<p data-astrocal-demo></p>');
    autoInit();
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError));
    expect(document.querySelectorAll('[data-astrocal-widget]')).toHaveLength(1);
    destroy();
  });

  it('opens a dialog from a button, anew each time, and sends its events from the button', async () => {
    document.body.innerHTML = '<button id="place" data-astrocal-demo>Book</button>';
    const closed = vi.fn();
    document.body.addEventListener('astrocal:close', closed, { once: true });
    autoInit();
    expect(document.querySelector('[data-astrocal-widget]')).toBeNull();
    place().click();
    (await find('dialog .close')).click();
    expect(closed).toHaveBeenCalledOnce();
    expect(document.querySelector('[data-astrocal-widget]')).toBeNull();
    place().click();
    place().click();
    expect(document.querySelectorAll('[data-astrocal-widget]')).toHaveLength(1);
    destroy();
  });

  it('leaves a link to the browser when it is to open elsewhere', () => {
    document.body.innerHTML = '<a id="place" href="#book" data-astrocal-demo>Book</a>';
    autoInit();
    const click = (init: MouseEventInit) => {
      const event = new MouseEvent('click', { cancelable: true, ...init });
      place().dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(click({ ctrlKey: true })).toBe(false);
    expect(document.querySelector('[data-astrocal-widget]')).toBeNull();
    expect(click({})).toBe(true);
    expect(document.querySelector('[data-astrocal-widget]')).not.toBeNull();
    destroy();
  });
});
