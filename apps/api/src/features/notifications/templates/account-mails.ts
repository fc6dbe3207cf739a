import { firstNameOf } from '../../../wording/names.ts';
import type { MailContent } from './mail-content.ts';

export interface AccountMailFacts {
  readonly organizationName: string;
  readonly readerName: string;
  readonly link: keyof typeof words;
  readonly url: string;
}

const words = {
  password: {
    subject: 'Set a new password',
    intro: 'somebody, probably you, wants a new password for your account.',
    action: 'Set a new password',
    lasts: 'The link works once, within an hour.',
  },
  sign_in: {
    subject: 'Your link to sign in',
    intro: 'here is your link to sign in.',
    action: 'Sign in',
    lasts: 'The link works once, within 15 minutes.',
  },
} as const;

/** Brings a link of an account to the person whose it is. */
export function accountMail({ organizationName, readerName, link, url }: AccountMailFacts): MailContent {
  const { subject, intro, action, lasts } = words[link];
  return {
    subject,
    preview: lasts,
    sender: organizationName,
    heading: subject,
    intro: [`Hi ${firstNameOf(readerName)}, ${intro} ${lasts}`],
    facts: [],
    quotes: [],
    actions: [{ label: action, url }],
    footer: ['If it was not you who asked for this, do nothing: nobody gets in without the link.'],
  };
}
