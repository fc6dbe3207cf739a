export { isWebhookEvent, type WebhookEvent, type WebhookMessage, webhookEvents } from './message.ts';
export { newSecret } from './secret.ts';
export { type SignedHeaders, type SignInput, sign } from './sign.ts';
export { type SignedRequest, type SignedRequestInput, signedRequest } from './signed-request.ts';
export { type FailureReason, WebhookVerificationError } from './verification-error.ts';
export {
  type HeaderSource,
  type RawBody,
  type VerificationOptions,
  verify,
  verifyHex,
  verifySignature,
} from './verify.ts';
