export interface PriorityMarkProps {
  readonly priority: number;
  /** True for an urgent incident that no unit is sent to. */
  readonly isAlarm: boolean;
}

/** The diamond of an incident with its priority's digit; priority 1 is filled, and red only when nobody is sent. */
export function PriorityMark({ priority, isAlarm }: PriorityMarkProps) {
  const look = isAlarm ? 'is-alarm' : priority === 1 ? 'is-first' : '';
  return (
    <svg class={`priority-mark ${look}`} viewBox="0 0 28 28" aria-hidden="true">
      <path d="M14 1.5 26.5 14 14 26.5 1.5 14z" stroke-linejoin="round" />
      <text x="14" y="18">
        {priority}
      </text>
    </svg>
  );
}
