import { addPaths } from './http.ts';
import { OFFICE_PATHS } from './office-paths.ts';

// Imported for its effect by whatever calls one of these routes.
addPaths(OFFICE_PATHS);
