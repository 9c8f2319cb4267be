import type { PolicyHead, PolicyVersionList } from '#contracts';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../../api/http.ts';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';

/** Which version it is, by whom and since when. */
export const versionText = (office: Office, { version, createdByName, createdAt }: PolicyHead): string =>
  version === 0
    ? o('policy.preset')
    : o('policy.version', {
        version,
        name: createdByName ?? '–',
        time: createdAt ? office.time(createdAt) : '–',
      });

interface Props {
  readonly office: Office;
  /** The version that is edited; with it the list is read anew. */
  readonly version: number | undefined;
  readonly list: () => Promise<Answer<PolicyVersionList>>;
  readonly onVersion: (version: number) => void;
}

/** Takes an earlier version, or the preset, as the new draft; nothing is saved by it. */
export function VersionSelect({ office, version, list, onVersion }: Props) {
  const versions = useSignal<readonly PolicyHead[]>([]);
  useEffect(() => {
    void list().then((answer) => {
      if (answer.kind === 'ok') versions.value = answer.value.versions;
    });
  }, [version]);
  const textOf = (head: PolicyHead): string =>
    head.note === '' ? versionText(office, head) : `${versionText(office, head)}: ${head.note}`;
  return (
    <select
      class="field is-small office-head-end policy-preset"
      aria-label={o('policy.fromVersion')}
      data-testid="policy-versions"
      value=""
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        event.currentTarget.value = '';
        if (chosen !== '') onVersion(Number(chosen));
      }}
    >
      <option value="">{o('policy.fromVersion')}</option>
      {versions.value.map((head) => (
        <option key={head.version} value={head.version}>
          {textOf(head)}
        </option>
      ))}
    </select>
  );
}
