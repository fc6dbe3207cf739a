// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { configOf } from './data-attributes.ts';

const elementOf = (attributes: string) => {
  const holder = document.createElement('div');
  holder.innerHTML = `<div ${attributes}></div>`;
  return holder.firstElementChild as Element;
};

it('reads every setting that an attribute can say', () => {
  const element = elementOf(`
    data-astrocal-event-type-id=" evt_1 " data-astrocal-host-id="mbr_1"
    data-astrocal-host-attributes="language=es&amp;office=New+York" data-astrocal-api-url="https://api.test" data-astrocal-mode="popup"
    data-astrocal-timezone="Asia/Tokyo" data-astrocal-color-scheme="auto" data-astrocal-hide-branding data-astrocal-hide-logo
    data-astrocal-demo="false" data-astrocal-primary-color="#0a0" data-astrocal-primary-hover-color="#0b0"
    data-astrocal-heading-color="#1" data-astrocal-background-color="#2" data-astrocal-text-color="#3"
    data-astrocal-border-color="#4" data-astrocal-border-focus-color="#5" data-astrocal-border-radius="8px"
    data-astrocal-font-family="serif" data-astrocal-booking-id="bkg_1" data-astrocal-token="t"
    data-astrocal-current-start-time="2026-06-01T09:00:00Z"`);
  expect(configOf(element)).toEqual({
    eventTypeId: 'evt_1',
    hostId: 'mbr_1',
    hostAttributes: { language: 'es', office: 'New York' },
    apiUrl: 'https://api.test',
    mode: 'popup',
    timezone: 'Asia/Tokyo',
    colorScheme: 'auto',
    hideBranding: true,
    hideLogo: true,
    demo: false,
    theme: {
      primaryColor: '#0a0',
      primaryHoverColor: '#0b0',
      headingColor: '#1',
      backgroundColor: '#2',
      textColor: '#3',
      borderColor: '#4',
      borderFocusColor: '#5',
      borderRadius: '8px',
      fontFamily: 'serif',
    },
    reschedule: { bookingId: 'bkg_1', token: 't', currentStartTime: '2026-06-01T09:00:00Z' },
  });
});

it('leaves out what is empty, and what is none of the values', () => {
  const config = configOf(
    elementOf(
      'data-astrocal-event-type-id="" data-astrocal-mode="sideways" data-astrocal-booking-id="bkg_1"',
    ),
  );
  expect(config).toMatchObject({
    eventTypeId: undefined,
    mode: undefined,
    reschedule: undefined,
    demo: undefined,
  });
});
