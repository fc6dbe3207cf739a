/** A mail as a sender takes it. Names and addresses stay apart: a text that joins them can be made to hold two. */
export interface OutgoingMail {
  /** `<…@…>`, the same at every attempt and for ever. */
  readonly messageId: string;
  readonly date: Date;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo?: Mailbox;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** A calendar object, sent as an alternative that mail clients show as an invitation. */
  readonly invite?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
  /** The message id of the thread that this mail belongs to. */
  readonly thread?: string;
}

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** `permanent`: this mail will never be taken as it is (5yz). Anything else may go better later. */
export type SendResult =
  | { readonly ok: true; readonly response: string }
  | { readonly ok: false; readonly permanent: boolean; readonly reason: string };

/** How mail leaves the server. */
export interface MailSettings {
  /** Null: there is no mail server, and mail is kept to be read. */
  readonly sender: MailSender | null;
  /** Whom mail is from; without a name, the organization's is shown. */
  readonly from: { readonly name: string | null; readonly address: string };
  /** How many mails an hour reach one address from one organization, later ones wait. Null: any number. */
  readonly ceiling: number | null;
}

export interface MailSender {
  /** Hands one mail over. Expected failures are results; it throws for none of them. */
  send(mail: OutgoingMail): Promise<SendResult>;
  close(): void;
}
