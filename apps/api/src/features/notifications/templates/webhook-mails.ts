import { firstNameOf } from '../../../wording/names.ts';
import type { MailContent } from './mail-content.ts';

export interface WebhookMailFacts {
  readonly organizationName: string;
  readonly readerName: string;
  readonly endpointId: string;
  readonly url: string;
  /** Why it was switched off. */
  readonly reason: keyof typeof reasons;
}

const reasons = {
  gone: 'The endpoint answered 410 Gone.',
  failing: 'Every attempt of the last 5 days has failed.',
};

/** Tells the owner that messages no longer reach an endpoint, and how to go on. */
export const webhookDisabledMail = (facts: WebhookMailFacts): MailContent => ({
  subject: `Webhook switched off: ${new URL(facts.url).host}`,
  preview: reasons[facts.reason],
  sender: facts.organizationName,
  heading: 'A webhook was switched off',
  intro: [
    `Hi ${firstNameOf(facts.readerName)}, one of your webhooks is off. ${reasons[facts.reason]} Messages are no longer sent to it.`,
    `Once it answers again, switch it on with PATCH /v1/webhooks/${facts.endpointId} {"active": true} and send what it missed with POST /v1/webhooks/${facts.endpointId}/replay. Its id, its secret and its history stay.`,
  ],
  facts: [
    { label: 'Endpoint', value: facts.endpointId },
    { label: 'Address', value: facts.url },
  ],
  quotes: [],
  actions: [],
  footer: [`You get this because you own ${facts.organizationName}.`],
});
