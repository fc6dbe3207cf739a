import type { Astrocal } from '@astrocal/sdk';
import type { ReactNode } from 'react';
import { AstrocalProvider } from '../src/index.ts';

/** A wrapper for `renderHook`: a provider with this client. */
export const below =
  (client: Astrocal) =>
  ({ children }: { readonly children: ReactNode }) => (
    <AstrocalProvider client={client}>{children}</AstrocalProvider>
  );

/** For `waitFor`: the machine may be busy. */
export const patience = { timeout: 30_000 };
