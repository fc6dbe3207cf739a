export {
  embedSessionBounds,
  longest,
  metadataSize,
  mostHosts,
  pageSize,
  passwordLength,
  slugPattern,
} from './bounds.ts';
export { components } from './component.ts';
export { type Currency, currencies, decimalsOf } from './currencies.ts';
export {
  type ErrorCode,
  type ErrorEntry,
  errorCatalogue,
  errorCodes,
  type SlotReason,
  slotReasons,
} from './errors.ts';
export { eventCatalogue, type MessageEvent, messageEvents } from './events.ts';
export {
  type ExternalIdPlace,
  type ExternalNoun,
  externalIdPlaces,
  externalNouns,
  externalPrefix,
} from './external-ids.ts';
export { exampleId, idPrefixes, type Noun, nounWords } from './fields.ts';
export { openApiDocument } from './openapi.ts';
export {
  type Access,
  errorsOf,
  type GuardedOperation,
  isCounted,
  type Operation,
  type OperationAnswer,
  type PublicLimit,
  tags,
  takesIdempotencyKey,
  takesToken,
} from './operation.ts';
export { operationList, operations } from './operations/index.ts';
export {
  type EmbedKind,
  embedKinds,
  type Grantee,
  keyPermissions,
  type Permission,
  permissions,
  type Role,
  roles,
} from './permissions.ts';
export { exampleEmail, exampleLinkToken, examplePassword } from './resources/account.ts';
export { ApiKey, ApiKeyCreate, ApiKeyWithSecret, type Mode, modes } from './resources/api-key.ts';
export {
  Availability,
  AvailabilityRules,
  AvailabilityRulesUpdate,
  Explanation,
  type HostObstacle,
  maxAvailabilityDays,
} from './resources/availability.ts';
export { Booking, BookingMessage } from './resources/booking.ts';
export {
  BookingCancel,
  BookingCreate,
  BookingReassign,
  BookingReschedule,
} from './resources/booking-requests.ts';
export { EmbedSession, EmbedSessionCreate } from './resources/embed-session.ts';
export { ErrorAnswer } from './resources/error.ts';
export {
  EventType,
  EventTypeCreate,
  EventTypeUpdate,
  eventTypeDefaults,
  PublicEventType,
} from './resources/event-type.ts';
export { HostCreate, HostsReplace, HostUpdate, hostDefaults } from './resources/host.ts';
export { InvitationCreate } from './resources/invitation.ts';
export { Mail, MailWithContent, mailKinds, mailRoles, mailStatuses } from './resources/mail.ts';
export {
  type AttributeValues,
  Member,
  type MemberBookings,
  MemberCreate,
  MemberMessage,
  MemberRemoval,
  MemberRemove,
  MemberUpdate,
} from './resources/member.ts';
export { Message, messageExampleOf } from './resources/message.ts';
export { Notifications, type NotificationsChange, notificationDefaults } from './resources/notifications.ts';
export { Organization, OrganizationUpdate } from './resources/organization.ts';
export { AbsenceCreate, ScheduleUpdate } from './resources/schedule.ts';
export {
  type PlanName,
  planNames,
  Usage,
  type UsagePeriod,
  UsageSummary,
} from './resources/usage.ts';
export {
  WaitlistEntry,
  WaitlistEntryMessage,
  WaitlistJoin,
  type WaitlistStatus,
  waitlistStatuses,
} from './resources/waitlist-entry.ts';
export {
  Webhook,
  WebhookCreate,
  WebhookDelivery,
  WebhookReplay,
  WebhookUpdate,
  webhookDeliveryStatuses,
  webhookDisabledReasons,
} from './resources/webhook.ts';
