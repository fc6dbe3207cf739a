import { AstrocalProvider, AstrocalWidget } from '@astrocal/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { OwnLook } from './own-look.tsx';

// A page of a product knows both; this one is told in its address. No key: booking needs none.
const settings = new URLSearchParams(location.search);
const api = settings.get('api') ?? 'http://127.0.0.1:3000';
const eventTypeId = settings.get('event_type') ?? '';

function Page() {
  return (
    <AstrocalProvider baseUrl={api}>
      <main>
        <section aria-labelledby="own">
          <h1 id="own">A look of our own</h1>
          <OwnLook eventTypeId={eventTypeId} />
        </section>
        <section aria-labelledby="ready">
          <h1 id="ready">The widget</h1>
          <AstrocalWidget eventTypeId={eventTypeId} colorScheme="auto" theme={{ primaryColor: '#0f766e' }} />
        </section>
      </main>
    </AstrocalProvider>
  );
}

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
