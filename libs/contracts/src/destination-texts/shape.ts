import type {
  CareLevel,
  DestinationPart,
  DestinationReason,
  DestinationRejection,
  DiversionState,
  FacilityService,
} from '#domain';

/**
 * Words of destination advice. Values stand in braces by their names; those that end in `Seconds` are given without that
 * ending and already as a time (`travelSeconds: 250` is `{travel}`, `4:10`), `opensAt` as a time of day, and `service`, `services` and
 * `level` as words of the lists below.
 */
export interface DestinationTexts {
  readonly because: Readonly<Record<DestinationReason, string>>;
  readonly rejected: Readonly<Record<DestinationRejection, string>>;
  readonly parts: Readonly<Record<DestinationPart, string>>;
  readonly services: Readonly<Record<FacilityService, string>>;
  readonly levels: Readonly<Record<CareLevel, string>>;
  readonly states: Readonly<Record<DiversionState, string>>;
}
