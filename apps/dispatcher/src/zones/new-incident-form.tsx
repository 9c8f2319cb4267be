import { INCIDENT_CATEGORIES, PRIORITIES } from '#domain';
import { categoryWord } from '#ui';
import { useDesk } from '../desk/desk.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { t } from '../i18n/text.ts';
import { saveOrAsk, takeFormKey } from './form-keys.ts';
import { PositionAsked } from './position-asked.tsx';
import { AddressField } from './address-field.tsx';
import { CallerFields, DraftHintList, KeepAsCallButton } from './draft-hints.tsx';
import { TriageQuestions } from './triage-questions.tsx';

function PositionLine() {
  const { draft } = useDesk();
  const { value: position } = draft.position;
  if (draft.asked.value) return <PositionAsked asked={draft.asked.value} />;
  if (!position) return <p class="position-line dim">{t('form.noPosition')}</p>;
  const numbers = { lat: position.lat.toFixed(5), lon: position.lon.toFixed(5) };
  const text =
    position.source !== 'place'
      ? t(position.source === 'pin' ? 'form.pinned' : 'form.coordinates', numbers)
      : [position.label, position.context].filter((part) => part !== '').join(', ');
  return (
    <p class="position-line" data-testid="position-line" data-source={position.source}>
      <span class="position-dot" aria-hidden="true" />
      <span class="cut">{text}</span>
      <button
        type="button"
        class="button is-small is-plain"
        aria-label={t('form.removePosition')}
        onClick={() => (draft.position.value = undefined)}
      >
        ×
      </button>
    </p>
  );
}

function CategoryField() {
  const { draft } = useDesk();
  const error = draft.errors.value['category'];
  return (
    <label class="form-cell">
      <span class="label">{t('form.category')}</span>
      <select
        class="field"
        data-testid="category-select"
        value={draft.category.value}
        aria-invalid={error !== undefined}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (isOneOf(INCIDENT_CATEGORIES, value)) draft.chooseCategory(value);
        }}
      >
        <option value="" disabled>
          {t('form.chooseCategory')}
        </option>
        {INCIDENT_CATEGORIES.map((category) => (
          <option key={category} value={category}>
            {categoryWord(category)}
          </option>
        ))}
      </select>
      <p class="field-error">{error}</p>
    </label>
  );
}

function PriorityField() {
  const { draft } = useDesk();
  return (
    <fieldset class="form-cell priorities">
      <legend class="label">{t('form.priority')}</legend>
      <div class="segments is-wide">
        {PRIORITIES.map((priority) => (
          <button
            key={priority}
            type="button"
            class="segment mono"
            aria-pressed={draft.priority.value === priority}
            aria-label={t('incident.priority', { priority })}
            data-testid={`priority-${priority}`}
            onClick={() => draft.choosePriority(priority)}
          >
            {priority}
          </button>
        ))}
      </div>
      <p class="field-error">{draft.errors.value['priority']}</p>
    </fieldset>
  );
}

function FormFoot() {
  const desk = useDesk();
  const { draft, drafts } = desk;
  const isSending = draft.isSending.value;
  return (
    <div class="form-foot">
      <button
        type="submit"
        class="button is-primary"
        data-testid="save-incident"
        disabled={isSending || desk.isReadOnly.value}
      >
        {t(isSending ? 'form.saving' : 'form.save')} <kbd>Ctrl Enter</kbd>
      </button>
      <button type="button" class="button" data-testid="set-draft-aside" onClick={() => drafts.setAside()}>
        {t('draft.setAside')} <kbd>Esc</kbd>
      </button>
      <button
        type="button"
        class="button is-plain"
        data-testid="discard-draft"
        onClick={() => drafts.discard()}
      >
        {t('draft.discard')}
      </button>
      <KeepAsCallButton />
      <p class="form-failure attention" role="alert">
        {draft.failure}
      </p>
    </div>
  );
}

/** A new incident: by searched address, by a pin on the map, or by words alone. */
export function NewIncidentForm() {
  const desk = useDesk();
  const { draft } = desk;
  const errors = draft.errors.value;
  return (
    <form
      class="panel new-incident"
      aria-label={t('form.title')}
      data-testid="incident-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        saveOrAsk(desk, event.currentTarget);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') desk.drafts.setAside();
        else if (event.key === 'Enter' && event.ctrlKey) saveOrAsk(desk, event.currentTarget);
        else if (!takeFormKey(desk, event)) return;
        event.preventDefault();
      }}
    >
      <h2>{t('form.title')}</h2>
      <label class="label" for="address">
        {t('form.address')}
      </label>
      <AddressField
        id="address"
        value={draft.addressText.value}
        error={errors['location.addressText'] ?? errors['location.lon'] ?? errors['location']}
        onType={(text) => draft.type(text)}
        onChoose={(place) => draft.choosePlace(place)}
      />
      <PositionLine />
      <DraftHintList />
      <div class="form-columns">
        <CategoryField />
        <PriorityField />
      </div>
      <TriageQuestions />
      <label>
        <span class="label">{t('form.notes')}</span>
        <textarea
          class="field"
          rows={2}
          maxLength={10000}
          placeholder={t('form.notesHint')}
          data-testid="notes-input"
          value={draft.notes.value}
          onInput={(event) => (draft.notes.value = event.currentTarget.value)}
        />
        <p class="field-error">{errors['notes']}</p>
      </label>
      <CallerFields />
      <FormFoot />
    </form>
  );
}
