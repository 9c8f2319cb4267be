export { createTestDatabase } from './database.ts';
export { describeWhen } from './describe-when.ts';
export type { TemplateName, TestDatabase } from './database.ts';
export { RegionFixture, type TestUser } from './region-fixture.ts';
