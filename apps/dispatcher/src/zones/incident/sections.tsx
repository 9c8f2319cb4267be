import type { IncidentView } from '#contracts';
import type { ComponentType } from 'preact';
import { useDesk } from '../../desk/desk.ts';
import { SECTION_KEYS } from '../../desk/incident/panel-keys.ts';
import type { Section } from '../../desk/incident/section.ts';
import { t } from '../../i18n/text.ts';
import { CallersSection, HazardsSection, PatientsSection } from '../later.tsx';
import { PresenceChips } from './presence-chips.tsx';

const SECTIONS: Readonly<Record<Section, ComponentType<{ incident: IncidentView }>>> = {
  callers: CallersSection,
  patients: PatientsSection,
  hazards: HazardsSection,
};
const NAMES = Object.keys(SECTIONS) as Section[];

/** Callers, patients and warnings: a line with their counts, one of them open at a time. */
export function IncidentSections({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const open = desk.openSection.value;
  const { calls, patients, hazards } = desk.people;
  const counts = {
    callers: calls.value.length,
    patients: patients.value.length,
    hazards: hazards.value.length,
  };
  const Open = open && SECTIONS[open];
  return (
    <div
      onFocusIn={() => {
        if (open) desk.presence.field.value = open;
      }}
      onFocusOut={() => (desk.presence.field.value = null)}
    >
      <div class="section-bar">
        {NAMES.map((name) => (
          <button
            key={name}
            type="button"
            class={`button is-small section-button ${counts[name] > 0 ? '' : 'is-empty'}`}
            aria-expanded={open === name}
            title={`${t(`section.${name}`)} (Alt+${SECTION_KEYS[name]})`}
            data-testid={`section-${name}`}
            onClick={() => (desk.openSection.value = open === name ? undefined : name)}
          >
            {t(`section.${name}`)} <span class="mono">{counts[name]}</span>
          </button>
        ))}
        <PresenceChips />
      </div>
      {Open && <Open incident={incident} />}
    </div>
  );
}
