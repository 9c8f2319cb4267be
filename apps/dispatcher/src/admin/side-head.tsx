import { o } from './office-text.ts';

/** Title and closing of what stands beside a list. */
export function SideHead({ title, onClose }: { title: string; onClose: () => void }) {
  return (
    <header class="office-side-head">
      <h3 class="cut">{title}</h3>
      <button type="button" class="button is-plain is-small" data-testid="office-close" onClick={onClose}>
        {o('form.close')} <kbd>Esc</kbd>
      </button>
    </header>
  );
}
