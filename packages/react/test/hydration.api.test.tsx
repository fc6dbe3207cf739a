import './page.ts';
import { act, waitFor } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { useOrganization as openOrganization } from '../../../apps/api/test/harness/organization.ts';
import { AstrocalProvider, useAvailability, useVisitorTimezone } from '../src/index.ts';
import { observedClient } from './api-client.ts';
import { patience } from './render-below.tsx';

const scene = openOrganization();
afterEach(() => {
  vi.restoreAllMocks();
});

function Page({ eventTypeId, month }: { readonly eventTypeId: string; readonly month: string }) {
  const timezone = useVisitorTimezone();
  const { slotsByDate, isLoading } = useAvailability({ eventTypeId, month });
  return (
    <p>
      {timezone ?? 'somewhere'}: {isLoading ? 'loading' : `${slotsByDate.size} dates`}
    </p>
  );
}

it('a page from a server hydrates without a mismatch, and then shows the visitor’s own dates', async () => {
  const { id } = await scene.org.eventType();
  const client = observedClient(scene.api);
  const page = (
    <AstrocalProvider client={client.astrocal}>
      <Page eventTypeId={id} month="2026-07" />
    </AstrocalProvider>
  );
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = renderToString(page);
  expect(container.textContent).toBe('somewhere: loading');

  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, page, { onRecoverableError: (error) => recovered.push(error) }),
  );
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  await waitFor(() => expect(container.textContent).toMatch(/: 3[12] dates$/), patience);
  expect(container.textContent).toContain(`${timeZone}: `);
  expect(recovered).toEqual([]);
  expect(complaints.mock.calls).toEqual([]);
  await act(async () => root.unmount());
});
