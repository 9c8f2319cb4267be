import type { ArrivalNoticeView } from '#contracts';
import type { RecordTexts } from '#contracts/record-texts/shape.ts';
import { formatClock, formatNumber, locale } from '#ui';
import { findRecordWords } from './record-words.ts';
import { ft } from './texts.ts';

/** An age in years, of small children in months. */
export const ageText = (months: number): string =>
  months < 24 ? ft('ageMonths', { months }) : ft('ageYears', { years: Math.floor(months / 12) });

/** The figures that are known, as they are read aloud. */
export function figuresOf({ vitals, news2, shockIndex }: ArrivalNoticeView, words: RecordTexts): string[] {
  const show = (value: number) => formatNumber(locale.value, value);
  const figure = (label: string, value: number | null, unit = '') =>
    value === null ? [] : [`${label} ${show(value)}${unit}`];
  const { systolic, diastolic, spo2, onOxygen } = vitals;
  const pressure =
    systolic === null
      ? []
      : [`${words.vitals.bloodPressure} ${systolic}/${diastolic === null ? '–' : diastolic}`];
  return [
    ...figure(ft('news2'), news2),
    ...figure(ft('shockIndex'), shockIndex),
    ...figure(words.vitals.heartRate, vitals.heartRate),
    ...pressure,
    ...figure(words.vitals.spo2, spo2, onOxygen ? ` % ${ft('onOxygen')}` : ' %'),
    ...figure(words.vitals.respiratoryRate, vitals.respiratoryRate),
    ...figure(words.vitals.gcs, vitals.gcs),
    ...figure(words.vitals.temperature, vitals.temperature, ' °C'),
    ...figure(words.vitals.glucose, vitals.glucose, ' mmol/l'),
  ];
}

interface NoticeProps {
  readonly notice: ArrivalNoticeView;
  readonly words: RecordTexts;
  readonly timeZone: string;
  readonly onOpen: (recordId: string) => void;
}

function Notice({ notice, words, timeZone, onOpen }: NoticeProps) {
  const { recordId, number, ageMonths, sex, problem, triage, vitals } = notice;
  const who = [sex && words.sexes[sex], ageMonths === null ? '' : ageText(ageMonths)]
    .filter(Boolean)
    .join(', ');
  return (
    <li class="facility-notice" data-testid="notice">
      {triage && <span class={`facility-tag is-${triage}`}>{words.triage[triage]}</span>}
      <b>
        {[problem && words.problems[problem], who || ft('patientNumber', { number })]
          .filter(Boolean)
          .join(' · ')}
      </b>
      <span>{figuresOf(notice, words).join(' · ')}</span>
      {vitals.at && (
        <span class="dim">{ft('noticeAt', { time: formatClock(vitals.at, timeZone).slice(0, 5) })}</span>
      )}
      <button
        type="button"
        class="button is-small"
        title={`${ft('openRecord')} (O)`}
        data-testid="open-record"
        onClick={() => onOpen(recordId)}
      >
        {ft('openRecord')}
      </button>
    </li>
  );
}

interface NoticesProps extends Pick<NoticeProps, 'timeZone' | 'onOpen'> {
  readonly notices: readonly ArrivalNoticeView[];
}

/** What a crew says in advance of its patients, in a row of its own beneath the unit's. */
export function ArrivalNotices({ notices, timeZone, onOpen }: NoticesProps) {
  const words = findRecordWords();
  if (!words || notices.length === 0) return null;
  return (
    <tr class="facility-notices">
      <td />
      <td colSpan={5}>
        <ul>
          {notices.map((notice) => (
            <Notice key={notice.recordId} notice={notice} words={words} timeZone={timeZone} onOpen={onOpen} />
          ))}
        </ul>
      </td>
    </tr>
  );
}
