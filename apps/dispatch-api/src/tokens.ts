/** Injection tokens. Injection is always by token, so that bundles need no type metadata. */
export const CONFIG = Symbol('config');
export const LOGGER = Symbol('logger');
export const POOL = Symbol('pool');
export const ACCOUNTS = Symbol('accounts');
export const COMMAND_PORTS = Symbol('commandPorts');
export const DISPATCH_STORE = Symbol('dispatchStore');
export const TRAVEL_ENGINE = Symbol('travelEngine');
export const ROAD_STORE = Symbol('roadStore');
export const RECOMMEND_PORTS = Symbol('recommendPorts');
export const REDIS = Symbol('redis');
export const POSITION_BOARD = Symbol('positionBoard');
