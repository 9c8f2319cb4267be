import type { IncidentView, PatientView } from '#contracts';
import { PATIENT_SEXES, PATIENT_TRIAGE } from '#domain';
import { useSignal } from '@preact/signals';
import { useDesk } from '../../desk/desk.ts';
import { addPatients, patchPatient, removePatient } from '../../desk/incident/actions.ts';
import { isOneOf } from '../../desk/is-one-of.ts';
import { t } from '../../i18n/text.ts';
import { patientText, readAge, typedAge } from './words.ts';

interface PatientFormProps {
  readonly patient?: PatientView;
  readonly label: string;
  readonly onSave: (detail: PatientView['detail'], count: number) => Promise<boolean>;
  readonly onDone: () => void;
}

function ChoiceField<Choice extends string>(props: {
  label: string;
  value: Choice | null;
  choices: readonly Choice[];
  word: (choice: Choice) => string;
  testId: string;
  onChoose: (choice: Choice | null) => void;
}) {
  return (
    <select
      class="field is-narrow"
      aria-label={props.label}
      data-testid={props.testId}
      value={props.value ?? ''}
      onChange={(event) => {
        const { value } = event.currentTarget;
        props.onChoose(isOneOf(props.choices, value) ? value : null);
      }}
    >
      <option value="">{props.label}</option>
      {props.choices.map((choice) => (
        <option key={choice} value={choice}>
          {props.word(choice)}
        </option>
      ))}
    </select>
  );
}

function KnownFields(props: {
  detail: PatientView['detail'];
  onChange: (part: Partial<PatientView['detail']>) => void;
}) {
  const { name, sex, condition, triage } = props.detail;
  const change = props.onChange;
  return (
    <>
      <ChoiceField
        label={t('patient.sex')}
        value={sex}
        choices={PATIENT_SEXES}
        word={(one) => t(`patient.${one}`)}
        testId="patient-sex"
        onChoose={(one) => change({ sex: one })}
      />
      <input
        class="field"
        aria-label={t('patient.condition')}
        placeholder={t('patient.condition')}
        data-testid="patient-condition"
        maxLength={500}
        value={condition}
        onInput={(event) => change({ condition: event.currentTarget.value })}
      />
      <input
        class="field"
        aria-label={t('patient.name')}
        placeholder={t('patient.name')}
        data-testid="patient-name"
        maxLength={200}
        value={name}
        onInput={(event) => change({ name: event.currentTarget.value })}
      />
      <ChoiceField
        label={t('patient.triage')}
        value={triage}
        choices={PATIENT_TRIAGE}
        word={(one) => t(`patient.triage.${one}`)}
        testId="patient-triage"
        onChoose={(one) => change({ triage: one })}
      />
    </>
  );
}

function PatientForm({ patient, label, onSave, onDone }: PatientFormProps) {
  const desk = useDesk();
  const detail = useSignal(
    patient?.detail ?? { name: '', ageMonths: null, sex: null, condition: '', triage: null },
  );
  const age = useSignal(typedAge(patient?.detail.ageMonths ?? null));
  const count = useSignal(1);
  const ageMonths = readAge(age.value);
  const change = (part: Partial<PatientView['detail']>): void => {
    detail.value = { ...detail.value, ...part };
  };
  return (
    <form
      class="person-form is-patient"
      onSubmit={(event) => {
        event.preventDefault();
        if (ageMonths === undefined) return;
        void onSave({ ...detail.value, ageMonths }, count.value).then((isDone) => {
          if (!isDone) return;
          if (patient) return onDone();
          detail.value = { name: '', ageMonths: null, sex: null, condition: '', triage: null };
          age.value = '';
          count.value = 1;
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <input
        class="field is-age"
        aria-label={t('patient.age')}
        aria-invalid={ageMonths === undefined}
        title={t('patient.ageHint')}
        placeholder={t('patient.age')}
        data-testid="patient-age"
        maxLength={8}
        ref={(input) => {
          if (input && !input.dataset['wasFocused']) {
            input.dataset['wasFocused'] = 'yes';
            input.focus();
          }
        }}
        value={age.value}
        onInput={(event) => (age.value = event.currentTarget.value)}
      />
      <KnownFields detail={detail.value} onChange={change} />
      {!patient && (
        <input
          class="field is-age"
          type="number"
          min={1}
          max={50}
          aria-label={t('patient.count')}
          title={t('patient.count')}
          data-testid="patient-count"
          value={count.value}
          onInput={(event) =>
            (count.value = Math.min(50, Math.max(1, Number(event.currentTarget.value) || 1)))
          }
        />
      )}
      <button
        type="submit"
        class="button is-small"
        data-testid="save-patient"
        disabled={ageMonths === undefined || desk.isReadOnly.value}
      >
        {label}
      </button>
    </form>
  );
}

function PatientRow({ patient }: { patient: PatientView }) {
  const desk = useDesk();
  const isEdited = useSignal(false);
  if (isEdited.value) {
    return (
      <li>
        <PatientForm
          patient={patient}
          label={t('edit.save')}
          onDone={() => (isEdited.value = false)}
          onSave={(detail) => patchPatient(desk, patient, detail)}
        />
      </li>
    );
  }
  const { triage } = patient.detail;
  return (
    <li class="person-row" data-testid="patient-row">
      <b class="mono">{patient.number}</b>
      {triage && <span class="chip">{t(`patient.triage.${triage}`)}</span>}
      <span class="person-text said">{patientText(patient)}</span>
      <button
        type="button"
        class="link"
        disabled={desk.isReadOnly.value}
        onClick={() => (isEdited.value = true)}
      >
        {t('edit.change')}
      </button>
      <button
        type="button"
        class="link"
        title={t('patient.removeTitle')}
        data-testid="remove-patient"
        disabled={desk.isReadOnly.value}
        onClick={() => void removePatient(desk, patient)}
      >
        {t('edit.remove')}
      </button>
    </li>
  );
}

/** Who is cared for; several alike are entered at once. */
export function PatientsSection({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  return (
    <section class="people" aria-label={t('section.patients')} data-testid="patients">
      <ul>
        {desk.people.patients.value.map((patient) => (
          <PatientRow key={`${patient.id} ${patient.version}`} patient={patient} />
        ))}
      </ul>
      {incident.state === 'open' && (
        <PatientForm
          label={t('patient.add')}
          onSave={(detail, count) => addPatients(desk, incident, detail, count)}
          onDone={() => (desk.openSection.value = undefined)}
        />
      )}
    </section>
  );
}
