/** What a mail says, before it has a form: HTML and text are made of the same content. All texts are plain. */
export interface MailContent {
  readonly subject: string;
  /** What an inbox shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  /** Paragraphs between heading and facts. */
  readonly intro: readonly string[];
  /** The day that the mail is about, drawn like a leaf of a calendar. */
  readonly leaf?: { readonly month: string; readonly day: string; readonly weekday: string };
  readonly facts: readonly MailFact[];
  /** Words of a person, shown as they were written. */
  readonly quotes: readonly { readonly label: string; readonly text: string }[];
  readonly actions: readonly MailAction[];
  readonly footer: readonly string[];
}

export interface MailFact {
  readonly label: string;
  readonly value: string;
  /** What the value was before, shown struck through. */
  readonly before?: string;
}

export interface MailAction {
  readonly label: string;
  readonly url: string;
}
