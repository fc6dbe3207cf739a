import { messageEvents } from '@astrocal/contract';
import { expect, it } from 'vitest';
import { isWebhookEvent, webhookEvents } from './index.ts';

it('names the events of the contract, and no other', () => {
  expect([...webhookEvents].sort()).toEqual([...messageEvents].sort());
});

it('tells events that it knows from others', () => {
  expect(messageEvents.every(isWebhookEvent)).toBe(true);
  expect(isWebhookEvent('host.added')).toBe(false);
});
