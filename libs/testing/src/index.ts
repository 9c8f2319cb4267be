export { createTestDatabase } from './database.ts';
export type { TemplateName, TestDatabase } from './database.ts';
