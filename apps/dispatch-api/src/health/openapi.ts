import { type HttpRoute, problem, PROBLEM_MEDIA_TYPE } from '#contracts';
import { z } from 'zod';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as Json;
  return json;
};

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, json]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: json,
  }));
}

function securityOf({ access }: HttpRoute): Json[] {
  if (access === 'public') return [];
  return access === 'device' ? [{ deviceKey: [] }, { deviceKeyInQuery: [] }] : [{ accessToken: [] }];
}

function operationOf(route: HttpRoute): Json {
  const success = String(route.status ?? 200);
  return {
    operationId: route.name,
    summary: route.summary,
    ...(Array.isArray(route.access) && { description: `Roles: ${route.access.join(', ')}` }),
    security: securityOf(route),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    responses: {
      [success]: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(route.response, 'output') } },
      },
      default: {
        description: 'Refused; `reason` says why',
        content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** OpenAPI 3.1 made from the route table itself, so that it cannot differ from what is served. */
export function createOpenApi(routes: Readonly<Record<string, HttpRoute>>): Json {
  const paths: Record<string, Json> = {};
  for (const route of Object.values(routes)) {
    const path = route.path.replace(/:(\w+)(\([^)]*\))?/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Akut dispatch api',
      version: '1',
      description:
        'Coordinates are [longitude, latitude] in degrees (WGS 84), times seconds, distances metres, instants ISO 8601.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        deviceKey: { type: 'apiKey', in: 'header', name: 'x-device-key' },
        deviceKeyInQuery: { type: 'apiKey', in: 'query', name: 'key' },
      },
    },
  };
}
