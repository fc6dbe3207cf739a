/** What a mail says, before it has a form: HTML and text are made of the same content. All texts are plain. */
export interface MailContent {
  readonly subject: string;
  /** What an inbox shows beside the subject. */
  readonly preview: string;
  /** Who writes: the organization, as people know it. */
  readonly sender: string;
  readonly heading: string;
  /** When the meeting is, under the heading. */
  readonly when?: MailWhen;
  /** Paragraphs between heading and facts. */
  readonly intro: readonly string[];
  readonly facts: readonly MailFact[];
  /** Words of a person, shown as they were written. */
  readonly quotes: readonly { readonly label: string; readonly text: string }[];
  readonly actions: readonly MailAction[];
  readonly footer: readonly string[];
}

export interface MailWhen {
  /** The day, drawn like a leaf of a calendar. */
  readonly leaf?: { readonly month: string; readonly day: string; readonly weekday: string };
  /** The day in full; under it the time and whose clock shows it. */
  readonly lines: readonly string[];
  /** When it was before, shown struck through. */
  readonly before?: string;
  /** It will not be: leaf and lines are shown struck through. */
  readonly isGone?: boolean;
}

export interface MailFact {
  readonly label: string;
  readonly value: string;
}

export interface MailAction {
  readonly label: string;
  readonly url: string;
}
