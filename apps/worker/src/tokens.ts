export const LOGGER = Symbol('logger');
export const POOL = Symbol('pool');
export const REDIS_CONNECTION = Symbol('redisConnection');
export const MAINTENANCE_SETTINGS = Symbol('maintenanceSettings');
