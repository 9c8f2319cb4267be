/** Native ESM: run through `node --experimental-vm-modules` (tools/test.mjs does). */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true, tsx: true },
          experimental: { keepImportAttributes: true },
          transform: { legacyDecorator: true, react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'es6' },
      },
    ],
    '\\.(sql|lua)$': '<rootDir>/tools/jest/sql-transform.cjs',
  },
};

export default {
  // Machines are shared and noisy; a test that hangs still ends.
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,maps,tests,tools}/**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.(db|browser)\\.spec\\.ts$', '/node_modules/', '/dist/'],
    },
    {
      ...base,
      displayName: 'database',
      testMatch: ['<rootDir>/{apps,libs,maps,tests}/**/*.db.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/'],
    },
    {
      ...base,
      displayName: 'browser',
      testMatch: ['<rootDir>/{apps,libs,maps,tests}/**/*.browser.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/'],
    },
  ],
};
