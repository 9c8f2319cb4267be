import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type FieldFault, ProblemException } from './problem.ts';

type Issue = {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
};

const MAX_FAULTS = 50;

function toFault(issue: Issue): FieldFault {
  const keys = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  return { path: keys.join('.'), message: issue.message };
}

/** Checks every body, query and path against its contract; the answer names each field at fault. */
export const createValidationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new ProblemException('invalidInput', undefined, issues.slice(0, MAX_FAULTS).map(toFault)),
  });
