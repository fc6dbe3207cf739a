import { firstNameOf } from '../../../wording/names.ts';
import type { MailContent } from './mail-content.ts';

export interface AccountMailFacts {
  readonly organizationName: string;
  /** Empty where no name is known. */
  readonly readerName: string;
  readonly link: 'password' | 'sign_in' | 'invitation' | 'email' | 'email_changing';
  /** Who invites; null: nobody in person. */
  readonly invitedBy?: string | null;
  /** The address that the account is to have. */
  readonly newEmail?: string;
  readonly url: string;
}

interface Words {
  readonly subject: string;
  readonly intro: string;
  readonly action: string;
  readonly lasts: string;
  readonly footer: string;
}

const ifNotYou = 'If it was not you who asked for this, do nothing: nobody gets in without the link.';

const passwordWords: Words = {
  subject: 'Set a new password',
  intro: 'somebody, probably you, wants a new password for your account.',
  action: 'Set a new password',
  lasts: 'The link works once, within an hour.',
  footer: ifNotYou,
};

const signInWords: Words = {
  subject: 'Your link to sign in',
  intro: 'here is your link to sign in.',
  action: 'Sign in',
  lasts: 'The link works once, within 15 minutes.',
  footer: ifNotYou,
};

const invitationWords = ({ organizationName, invitedBy }: AccountMailFacts): Words => ({
  subject: `Join ${organizationName}`,
  intro: `${invitedBy ?? organizationName} invites you to join ${organizationName}.`,
  action: 'See the invitation',
  lasts: 'The link works once, within 7 days.',
  footer: 'If you expected no invitation, do nothing.',
});

const emailWords: Words = {
  subject: 'Confirm your email address',
  intro: 'this is to be the email address of your account.',
  action: 'Confirm the address',
  lasts: 'The link works once, within 24 hours.',
  footer: 'If it was not you who asked for this, do nothing: the address is not used without the link.',
};

const emailChangingWords = ({ newEmail = '' }: AccountMailFacts): Words => ({
  subject: 'Your email address is to change',
  intro: `somebody, probably you, wants ${newEmail} to be the email address of your account.`,
  action: 'See your account',
  lasts: 'It changes once that address is confirmed.',
  footer: 'If it was not you who asked for this, set a new password now: that ends every session.',
});

const wordsOf: Readonly<Record<AccountMailFacts['link'], (facts: AccountMailFacts) => Words>> = {
  password: () => passwordWords,
  sign_in: () => signInWords,
  invitation: invitationWords,
  email: () => emailWords,
  email_changing: emailChangingWords,
};

/** Brings a link to the person whose account it opens, or who is invited to have one. */
export function accountMail(facts: AccountMailFacts): MailContent {
  const { organizationName, readerName, url } = facts;
  const { subject, intro, action, lasts, footer } = wordsOf[facts.link](facts);
  const greeting = readerName === '' ? 'Hi' : `Hi ${firstNameOf(readerName)}`;
  return {
    subject,
    preview: lasts,
    sender: organizationName,
    heading: subject,
    intro: [`${greeting}, ${intro} ${lasts}`],
    facts: [],
    quotes: [],
    actions: [{ label: action, url }],
    footer: [footer],
  };
}
