/** Injection tokens. Injection is always by token, so that bundles need no type metadata. */
export const CONFIG = Symbol('config');
export const LOGGER = Symbol('logger');
export const POOL = Symbol('pool');
export const ACCOUNTS = Symbol('accounts');
export const COMMAND_PORTS = Symbol('commandPorts');
export const DUPLICATE_PORTS = Symbol('duplicatePorts');
export const DISPATCH_STORE = Symbol('dispatchStore');
export const TRAVEL_ENGINE = Symbol('travelEngine');
export const ROAD_STORE = Symbol('roadStore');
export const RECOMMEND_PORTS = Symbol('recommendPorts');
export const DESTINATION_PORTS = Symbol('destinationPorts');
export const COVERAGE_STORE = Symbol('coverageStore');
export const COVERAGE_ENGINE = Symbol('coverageEngine');
export const CLOSURE_PORTS = Symbol('closurePorts');
export const REDIS = Symbol('redis');
export const POSITION_BOARD = Symbol('positionBoard');
export const POLICIES_IN_FORCE = Symbol('policiesInForce');
