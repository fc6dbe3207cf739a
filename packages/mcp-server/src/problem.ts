/** What programs may want to know of a refusal, beside the text that a model reads. */
export interface ProblemDetails {
  /** A code of the API's catalogue, or `invalid_input` where the call never left this server. */
  readonly code: string;
  readonly reason?: string;
  readonly alternatives?: readonly { readonly start_time: string; readonly end_time: string }[];
  /** At a reached cap: when bookings are taken again; null where they never are. */
  readonly resets_at?: string | null;
  readonly retry_after_seconds?: number;
  readonly request_id?: string;
}

/** A refusal whose message tells an agent what happened and what to do next. */
export class ToolProblem extends Error {
  override readonly name = 'Problem';
  readonly details: ProblemDetails;

  constructor(message: string, details: ProblemDetails = { code: 'invalid_input' }) {
    super(message);
    this.details = details;
  }
}
