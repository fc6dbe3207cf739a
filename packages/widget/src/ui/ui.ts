import type { RescheduleTarget } from '../config.ts';
import type { DraftPerson } from '../flow/draft.ts';
import type { Flow } from '../flow/flow.ts';
import type { FlowState } from '../flow/state.ts';
import type { Words } from '../i18n/words.ts';

/** What every part of the widget is given. */
export interface Ui {
  readonly flow: Flow;
  readonly words: Words;
  readonly apiUrl: string;
  readonly demo: boolean;
  /** The booking that is moved. */
  readonly reschedule: RescheduleTarget | undefined;
  readonly hideBranding: boolean;
  readonly hideLogo: boolean;
  /** Who books, where that is settled. */
  readonly attendee: DraftPerson | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface PartProps {
  readonly ui: Ui;
  readonly state: FlowState;
}
