import type { IncidentView } from '#contracts';
import { locale } from '#ui';
import type { Desk } from '../desk/desk.ts';

const urlOf = (incidentId: string): string =>
  `/api/v1/incidents/${encodeURIComponent(incidentId)}/report.pdf?language=${locale.peek()}`;

async function fetchReport(desk: Desk, incidentId: string): Promise<Response> {
  const headers = new Headers({ accept: 'application/pdf' });
  if (desk.session.token !== undefined) headers.set('authorization', `Bearer ${desk.session.token}`);
  return fetch(urlOf(incidentId), { headers, credentials: 'same-origin' });
}

/** Saves the PDF of an incident where the browser saves what is downloaded; false when it could not be had. */
export async function downloadReport(desk: Desk, incident: IncidentView): Promise<boolean> {
  try {
    let response = await fetchReport(desk, incident.id);
    if (response.status === 401 && (await desk.session.refreshOrEnd()).kind === 'ok')
      response = await fetchReport(desk, incident.id);
    if (!response.ok) return false;
    const url = URL.createObjectURL(await response.blob());
    const link = document.createElement('a');
    link.href = url;
    link.download = `${desk.region.id}-${incident.number}.pdf`;
    link.click();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return true;
  } catch {
    return false;
  }
}
