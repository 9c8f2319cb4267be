import { v7 as uuidv7 } from 'uuid';
import type { IncidentReceipt, LoginAnswer, RecommendationView } from '#contracts';
import type { City } from './city.ts';
import { percentile, timed } from './measure.ts';

export interface HttpFigures {
  readonly units: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
}

async function callApi<T>(url: string, token: string | undefined, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

/** Recommendations for incidents all over the city, one after another, through the public api. */
export async function measureOverHttp(
  baseUrl: string,
  city: City,
  login: { readonly regionId: string; readonly email: string; readonly password: string },
  incidents: number,
  random: () => number,
): Promise<HttpFigures> {
  const { regionId, email, password } = login;
  const at = (path: string): string => new URL(path, baseUrl).href;
  const { accessToken } = await callApi<LoginAnswer>(at('/api/v1/auth/login'), undefined, {
    email,
    password,
    client: 'native',
  });
  const times: number[] = [];
  let units = 0;
  const warmUp = Math.ceil(incidents / 10);
  for (let i = 0; i < warmUp + incidents; i++) {
    const [lon, lat] = city.anyPlace(random);
    const incident = await callApi<IncidentReceipt>(at('/api/v1/incidents'), accessToken, {
      commandId: uuidv7(),
      regionId,
      location: { lon, lat, addressText: '', source: 'coordinates' },
      category: 'other',
      priority: 3,
    });
    const { milliseconds, answer } = await timed(() =>
      callApi<RecommendationView>(at(`/api/v1/incidents/${incident.id}/recommendation`), accessToken),
    );
    units = answer.candidates.length + answer.rejected.length;
    if (i >= warmUp) times.push(milliseconds);
    await callApi(at(`/api/v1/incidents/${incident.id}/close`), accessToken, {
      commandId: uuidv7(),
      outcome: 'other',
    });
  }
  return { units, p50Milliseconds: percentile(times, 0.5), p95Milliseconds: percentile(times, 0.95) };
}
