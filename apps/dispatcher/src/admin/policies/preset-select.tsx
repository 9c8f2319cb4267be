import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ResponseOf } from '../../api/http.ts';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';

export type CountryPreset = ResponseOf<'listPolicyPresets'>['countries'][number];

/** Takes a country's preset as the new draft; nothing is saved by it. */
export function PresetSelect({
  office,
  onPreset,
}: {
  office: Office;
  onPreset: (preset: CountryPreset) => void;
}) {
  const presets = useSignal<readonly CountryPreset[]>([]);
  useEffect(() => {
    void office.session.call('listPolicyPresets').then((answer) => {
      if (answer.kind === 'ok') presets.value = answer.value.countries;
    });
  }, []);
  return (
    <select
      class="field is-small office-head-end policy-preset"
      aria-label={o('policy.fromPreset')}
      value=""
      onChange={(event) => {
        const chosen = presets.value.find(({ country }) => country === event.currentTarget.value);
        event.currentTarget.value = '';
        if (chosen) onPreset(chosen);
      }}
    >
      <option value="">{o('policy.fromPreset')}</option>
      {presets.value.map(({ country }) => (
        <option key={country} value={country}>
          {o(`country.${country}`)}
        </option>
      ))}
    </select>
  );
}
