/** Why a request is not believed. */
export type FailureReason =
  | 'missing_header'
  | 'malformed_header'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'no_matching_signature'
  | 'invalid_body';

const sentences: Readonly<Record<FailureReason, string>> = {
  missing_header: 'A header of the signature is missing.',
  malformed_header: 'A header of the signature is malformed or repeated.',
  timestamp_too_old: 'The message was signed too long ago.',
  timestamp_too_new: 'The message was signed in the future.',
  no_matching_signature: 'No signature matches: the secret is another one, or the body is not the raw one.',
  invalid_body: 'The signature is right, but the body is not a message.',
};

/** The request is not a message of Astrocal, or was changed on its way: answer 400 and do nothing. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  readonly reason: FailureReason;

  constructor(reason: FailureReason) {
    super(sentences[reason]);
    this.reason = reason;
  }
}
