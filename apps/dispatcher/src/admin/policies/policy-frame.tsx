import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { Overtaken } from '../overtaken.tsx';
import { Unsaved } from '../unsaved.tsx';
import { Waiting } from '../waiting.tsx';
import './policies.css';
import type { Faults, PolicyEdit } from './use-policy.ts';
import { versionText } from './version-select.tsx';

interface FrameProps<Content> {
  readonly office: Office;
  readonly title: string;
  readonly edit: PolicyEdit<Content>;
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Which version is edited, what is wrong with it as a whole, and its saving. */
export function PolicyFrame<Content>({ office, title, edit, head, children }: FrameProps<Content>) {
  const version = edit.head.value;
  const count = Object.keys(edit.faults.value).length;
  const section = useRef<HTMLElement>(null);
  useEffect(() => listenToSave(section.current?.parentElement, edit), [edit]);
  return (
    <section ref={section} class="office-section">
      <header class="office-head">
        <h2>{title}</h2>
        {version && (
          <span class="dim" data-testid="policy-version">
            {versionText(office, version)}
          </span>
        )}
        {head}
      </header>
      <div class="office-page scroll" data-testid="policy">
        {!edit.draft.value && <Waiting failure={edit.failure.value} onRetry={() => void edit.load()} />}
        {edit.draft.value && children}
      </div>
      {edit.draft.value && (
        <footer class="policy-foot">
          <Unsaved edits={office.edits} />
          {edit.overtaken.value && (
            <Overtaken
              by={edit.overtaken.value.by}
              onTheirs={() => void edit.load()}
              onMine={() => edit.keepMine()}
            />
          )}
          <TextField
            label={o('policy.note')}
            name="note"
            value={edit.note.value}
            onValue={(note) => (edit.note.value = note)}
          />
          <p class={count > 0 ? 'attention' : 'dim'} role="status" data-testid="policy-said">
            {count > 0 ? o('policy.faults', { count }) : edit.failure.value || edit.said.value}
          </p>
          <button
            type="button"
            class="button"
            disabled={!edit.isChanged.value}
            onClick={() => void edit.load()}
          >
            {o('policy.discard')}
          </button>
          <button
            type="button"
            class="button is-primary"
            title={o('policy.saveKey')}
            data-testid="policy-save"
            disabled={!edit.isChanged.value || count > 0}
            onClick={() => void edit.save()}
          >
            {o('policy.save')} <kbd>Ctrl+S</kbd>
          </button>
        </footer>
      )}
    </section>
  );
}

/** Ctrl+S saves wherever the focus is; what is being typed in a field counts. */
function listenToSave<Content>(
  page: HTMLElement | null | undefined,
  edit: PolicyEdit<Content>,
): (() => void) | undefined {
  const press = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyS') return;
    event.preventDefault();
    const { target } = event;
    // Fields tell of their value when they are left.
    if (target instanceof HTMLInputElement) target.dispatchEvent(new Event('change', { bubbles: true }));
    if (edit.isChanged.peek() && Object.keys(edit.faults.peek()).length === 0) void edit.save();
  };
  page?.addEventListener('keydown', press);
  return () => page?.removeEventListener('keydown', press);
}

/** What is wrong at a path, or anywhere below it. */
export function FaultAt({
  faults,
  path,
  isWhole = false,
  label,
}: {
  faults: Faults;
  path: string;
  isWhole?: boolean;
  /** Which field is meant, where several stand above. */
  label?: string;
}) {
  const texts = Object.entries(faults.value)
    .filter(([at]) => at === path || (!isWhole && at.startsWith(`${path}.`)))
    .map(([, text]) => text);
  if (texts.length === 0) return null;
  const text = [...new Set(texts)].join('; ');
  return <p class="field-error">{label ? `${label}: ${text}` : text}</p>;
}

interface RowButtonsProps {
  readonly what: string;
  readonly onRemove: () => void;
  readonly onUp?: (() => void) | undefined;
}

export function RowButtons({ what, onRemove, onUp }: RowButtonsProps) {
  return (
    <span class="row-buttons">
      {onUp && (
        <button
          type="button"
          class="button is-plain is-small"
          aria-label={o('policy.up', { what })}
          onClick={onUp}
        >
          ↑
        </button>
      )}
      <button
        type="button"
        class="button is-plain is-small"
        aria-label={o('policy.remove', { what })}
        onClick={onRemove}
      >
        ×
      </button>
    </span>
  );
}

/** Puts an item one place earlier. */
export function moveUp(list: unknown[], index: number): void {
  const [item] = list.splice(index, 1);
  list.splice(index - 1, 0, item);
}
