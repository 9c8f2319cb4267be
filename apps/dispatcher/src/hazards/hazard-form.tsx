import { HAZARD_KINDS } from '#domain';
import { useSignal } from '@preact/signals';
import { failureText } from '../api/refusal-text.ts';
import { useDesk } from '../desk/desk.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { t } from '../i18n/text.ts';
import { AddressField } from '../zones/address-field.tsx';
import { readPlace } from '../zones/place-editor.tsx';
import { isComplete, type HazardDraft } from './hazard-draft.ts';
import type { Editing, HazardState } from './hazard-state.ts';
import { ht } from './text.ts';

interface PartProps {
  readonly state: HazardState;
  readonly draft: HazardDraft;
}

function Words({ state, draft }: PartProps) {
  return (
    <>
      <label>
        <span class="label">{ht('kind')}</span>
        <select
          class="field"
          data-testid="hazard-form-kind"
          value={draft.kind}
          onChange={({ currentTarget: { value } }) => {
            if (isOneOf(HAZARD_KINDS, value)) state.change({ kind: value });
          }}
        >
          {HAZARD_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`hazard.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="label">{ht('text')}</span>
        <textarea
          class="field said"
          rows={4}
          maxLength={1000}
          data-testid="hazard-form-text"
          value={draft.text}
          onInput={(event) => state.change({ text: event.currentTarget.value })}
        />
      </label>
    </>
  );
}

function Place({ state, draft }: PartProps) {
  const { region } = useDesk();
  return (
    <div>
      <label class="label" for="hazard-address">
        {ht('address')}
        {draft.addressText !== '' && draft.lon === null && (
          <span class="attention"> · {ht('noPosition')}</span>
        )}
      </label>
      <AddressField
        id="hazard-address"
        value={draft.addressText}
        error={undefined}
        isPlaced={draft.lon !== null}
        onType={(text) =>
          state.change({ lon: null, lat: null, source: 'text', ...readPlace(text, region.bounds) })
        }
        onChoose={({ label, coordinates: [lon, lat] }) =>
          state.change({ addressText: label, lon, lat, source: 'place' })
        }
      />
    </div>
  );
}

function Days({ state, draft }: PartProps) {
  return (
    <div class="form-row">
      <label>
        <span class="label">{ht('until')}</span>
        <input
          class="field mono"
          type="date"
          data-testid="hazard-form-until"
          value={draft.untilDay}
          onInput={(event) => state.change({ untilDay: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="label">{ht('review')}</span>
        <input
          class="field mono"
          type="date"
          value={draft.reviewDay}
          onInput={(event) => state.change({ reviewDay: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

/** Asks once more: a warning that ended warns nobody. */
function EndButton({ state }: { state: HazardState }) {
  const { isReadOnly } = useDesk();
  const isAsked = useSignal(false);
  return (
    <button
      type="button"
      class="button"
      data-testid="hazard-end"
      disabled={isReadOnly.value || state.isSending.value}
      onBlur={() => (isAsked.value = false)}
      onClick={() => {
        if (isAsked.value) void state.end();
        else isAsked.value = true;
      }}
    >
      {isAsked.value ? ht('endReally') : ht('end')}
    </button>
  );
}

function Failure({ state, editing }: { state: HazardState; editing: Editing }) {
  const { region } = useDesk();
  const failure = state.failure.value;
  if (!failure || failure.kind === 'ok') return null;
  const isOutdated = failure.kind === 'refused' && failure.problem.reason === 'versionOutdated';
  return (
    <p class="field-error said" role="alert" data-testid="hazard-failure">
      {isOutdated && editing.hazard
        ? ht('outdated', { text: editing.hazard.text })
        : failureText(failure, region.timeZone)}
    </p>
  );
}

/** One warning, new or changed; one that has ended is only read. */
export function HazardForm({ state, editing }: { state: HazardState; editing: Editing }) {
  const { isReadOnly } = useDesk();
  const { hazard, draft } = editing;
  const hasEnded = hazard !== undefined && hazard.removedAt !== null;
  const isHeld = isReadOnly.value || state.isSending.value || !isComplete(draft);
  return (
    <form
      class="hazard-form"
      aria-label={ht(hazard ? 'edit' : 'write')}
      data-testid="hazard-form"
      onSubmit={(event) => {
        event.preventDefault();
        void state.save();
      }}
    >
      <h3>{ht(hazard ? 'edit' : 'write')}</h3>
      {hasEnded && <p class="dim">{ht('isEnded')}</p>}
      <fieldset disabled={hasEnded}>
        <Place state={state} draft={draft} />
        <Words state={state} draft={draft} />
        <Days state={state} draft={draft} />
      </fieldset>
      <Failure state={state} editing={editing} />
      <div class="form-row">
        {!hasEnded && (
          <button type="submit" class="button is-primary" data-testid="hazard-save" disabled={isHeld}>
            {ht('save')}
          </button>
        )}
        <button type="button" class="button" data-testid="hazard-cancel" onClick={() => state.close()}>
          {ht('cancel')}
        </button>
        {hazard && !hasEnded && <EndButton state={state} />}
      </div>
    </form>
  );
}
