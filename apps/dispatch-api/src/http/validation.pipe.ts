import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ProblemException } from './problem.ts';

/** Checks every body, query and path against its contract; the answer names each field at fault. */
export const createValidationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => new ProblemException('invalidInput', undefined, issues),
  });
