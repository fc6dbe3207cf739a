/** What the honest floor must know to book: it looks nothing up. */
export interface Bookable {
  readonly eventTypeId: string;
  readonly organizationId: string;
  readonly hostId: string;
}
