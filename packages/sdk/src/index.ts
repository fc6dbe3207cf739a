export type { CallOptions, ChangeOptions, TokenOptions } from './call.ts';
export {
  ApiError,
  type ApiErrorCode,
  type ApiErrorFields,
  AstrocalError,
  ConnectionError,
  type ErrorDetails,
  isApiError,
  TimeoutError,
} from './errors.ts';
export { Astrocal } from './generated/client.generated.ts';
export type * from './generated/methods.generated.ts';
export type * from './generated/types.generated.ts';
export type { List, Page } from './list.ts';
export type { AstrocalOptions, Fetch } from './settings.ts';
