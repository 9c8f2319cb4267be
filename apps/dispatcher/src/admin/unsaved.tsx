import { o } from './office-text.ts';
import type { UnsavedEdits } from './unsaved-edits.ts';

/** Says that leaving once more loses what was typed. */
export function Unsaved({ edits }: { edits: UnsavedEdits }) {
  return (
    <p class="attention office-unsaved" role="alert" data-testid="office-unsaved">
      {edits.isWarned.value ? o('form.unsaved') : ''}
    </p>
  );
}
