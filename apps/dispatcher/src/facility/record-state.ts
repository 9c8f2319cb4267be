import type { PatientRecordView } from '#contracts';
import { signal } from '@preact/signals';
import { v7 as uuidv7 } from 'uuid';
import type { Answer } from '../api/http.ts';
import type { Session } from '../session/session.ts';

const CODE_FRAGMENT = /^#hand-over\/([\w-]{22})$/;
/** Each reading is noted as a view of the record. */
const REFRESH_MS = 60_000;

/** The record that a facility has open: from its list, or by the code of the picture on a crew's tablet. */
export class RecordState {
  readonly record = signal<PatientRecordView | undefined>(undefined);
  readonly isOpening = signal(false);
  readonly failure = signal<Answer<unknown> | undefined>(undefined);
  private openId: string | undefined;

  constructor(private readonly session: Pick<Session, 'call'>) {}

  /** Takes the code that stands in the address, now or later. The answer stops that. */
  start(): () => void {
    const take = () => void this.takeCode();
    addEventListener('hashchange', take);
    take();
    const timer = setInterval(() => this.openId !== undefined && void this.read(this.openId), REFRESH_MS);
    return () => {
      removeEventListener('hashchange', take);
      clearInterval(timer);
    };
  }

  async open(recordId: string): Promise<void> {
    this.openId = recordId;
    this.isOpening.value = true;
    await this.read(recordId);
    this.isOpening.value = false;
  }

  /** Whether the panel has something to show. */
  isShown(): boolean {
    return this.record.peek() !== undefined || this.failure.peek() !== undefined || this.isOpening.peek();
  }

  close(): void {
    this.openId = undefined;
    this.record.value = undefined;
    this.failure.value = undefined;
  }

  /** The record as a FHIR document; undefined when it could not be read. */
  async exportFhir(): Promise<unknown> {
    const recordId = this.record.peek()?.recordId ?? '';
    const answer = await this.session.call('getPatientRecordFhir', { params: { recordId } });
    if (answer.kind === 'ok') return answer.value;
    this.failure.value = answer;
    return undefined;
  }

  /** A code is good once; it goes out of the address at once, so that a reload does not try it again. */
  private async takeCode(): Promise<void> {
    const code = CODE_FRAGMENT.exec(location.hash)?.[1];
    if (code === undefined) return;
    history.replaceState(null, '', location.pathname + location.search);
    this.isOpening.value = true;
    const answer = await this.session.call('openHandOver', { body: { commandId: uuidv7(), code } });
    this.isOpening.value = false;
    if (answer.kind === 'ok') await this.open(answer.value.recordId);
    else this.failure.value = answer;
  }

  private async read(recordId: string): Promise<void> {
    const answer = await this.session.call('getPatientRecord', { params: { recordId } });
    if (this.openId !== recordId) return;
    if (answer.kind === 'ok') this.record.value = answer.value;
    this.failure.value = answer.kind === 'ok' ? undefined : answer;
  }
}
