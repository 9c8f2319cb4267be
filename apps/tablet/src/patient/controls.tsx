import { formatClock } from '#ui';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { pt } from './texts.ts';

interface KeyProps {
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly label?: string;
  readonly kind?: string;
  readonly testId?: string;
}

/** A key for a gloved finger. */
export function Key({ onPress, children, isPressed, isDisabled, label, kind = '', testId }: KeyProps) {
  return (
    <button
      type="button"
      class={`pr-key ${kind}`}
      aria-pressed={isPressed}
      aria-label={label}
      disabled={isDisabled}
      data-testid={testId}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

const HOLD_MS = 1000;

/** For what cannot be undone: held for a second, by finger or by Enter or the space bar. */
export function HoldKey({ onPress, children, isDisabled, testId, kind = '' }: KeyProps) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = () => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  useEffect(() => release, []);
  const hold = () => {
    if (isHeld || isDisabled) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      release();
      onPress();
    }, HOLD_MS);
  };
  const isHoldKey = ({ key }: KeyboardEvent) => key === 'Enter' || key === ' ';
  return (
    <button
      type="button"
      class={`pr-key pr-hold ${kind} ${isHeld ? 'is-held' : ''}`}
      disabled={isDisabled}
      data-testid={testId}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => isHoldKey(event) && hold()}
      onKeyUp={release}
      onBlur={release}
    >
      <span>
        {children} <small>{pt('hold')}</small>
      </span>
    </button>
  );
}

const PAUSE_MS = 800;

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly isLong?: boolean;
  readonly isDisabled?: boolean;
  readonly maxLength?: number;
  readonly testId?: string;
  readonly type?: 'text' | 'date';
}

/** A field whose text is stored after a pause in typing and when it is left, so that not each letter is a version. */
export function TextField({
  label,
  value,
  onChange,
  isLong,
  isDisabled,
  maxLength = 200,
  testId,
  type = 'text',
}: TextProps) {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<{ draft: string | undefined; commit: (text: string) => void }>({
    draft,
    commit: onChange,
  });
  latest.current = { draft, commit: onChange };
  const commit = () => {
    clearTimeout(timer.current);
    const { draft: text, commit: store } = latest.current;
    if (text !== undefined) store(text);
    setDraft(undefined);
  };
  useEffect(() => commit, []);
  const shared = {
    class: 'pr-field',
    value: draft ?? value,
    maxLength,
    disabled: isDisabled,
    'data-testid': testId,
    onInput: (event: { currentTarget: { value: string } }) => {
      setDraft(event.currentTarget.value);
      clearTimeout(timer.current);
      timer.current = setTimeout(commit, PAUSE_MS);
    },
    onBlur: commit,
  };
  return (
    <label class="pr-label">
      <span>{label}</span>
      {isLong ? (
        <textarea rows={3} {...shared} />
      ) : type === 'date' ? (
        <input type="date" {...shared} />
      ) : (
        <input type="text" {...shared} />
      )}
    </label>
  );
}

interface TimeProps {
  readonly at: string;
  readonly timeZone: string;
  readonly onMove: (minutes: number) => void;
  readonly isDisabled?: boolean;
  readonly what: string;
}

/** A time with a minute less and a minute more. */
export function TimeStepper({ at, timeZone, onMove, isDisabled, what }: TimeProps) {
  const clock = formatClock(at, timeZone).slice(0, 5);
  return (
    <span class="pr-time" role="group" aria-label={what}>
      <Key
        onPress={() => onMove(-1)}
        isDisabled={isDisabled}
        label={pt('minuteEarlier', { what, time: clock })}
      >
        −1
      </Key>
      <b class="mono">{clock}</b>
      <Key onPress={() => onMove(1)} isDisabled={isDisabled} label={pt('minuteLater', { what, time: clock })}>
        +1
      </Key>
    </span>
  );
}

interface EntryListProps {
  readonly entries: readonly { readonly id: string; readonly at: string; readonly text: string }[];
  readonly timeZone: string;
  readonly isDisabled: boolean;
  readonly onMove: (id: string, minutes: number) => void;
  readonly onRemove: (id: string) => void;
}

/** What was entered, newest first, each with its time and a key to take it out again. */
export function EntryList({ entries, timeZone, isDisabled, onMove, onRemove }: EntryListProps) {
  const sorted = [...entries].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <ul class="pr-entries">
      {sorted.map(({ id, at, text }) => (
        <li key={id}>
          <TimeStepper
            at={at}
            timeZone={timeZone}
            isDisabled={isDisabled}
            what={text}
            onMove={(minutes) => onMove(id, minutes)}
          />
          <span class="pr-entry-text">{text}</span>
          <Key
            onPress={() => onRemove(id)}
            isDisabled={isDisabled}
            label={pt('remove', { what: text })}
            kind="is-quiet"
          >
            ✕
          </Key>
        </li>
      ))}
    </ul>
  );
}

interface CodeGridProps<Code extends string> {
  readonly codes: readonly Code[];
  readonly words: Readonly<Record<Code, string>>;
  readonly isPressed?: (code: Code) => boolean;
  readonly countOf?: (code: Code) => number;
  readonly isDisabled: boolean;
  readonly onPress: (code: Code) => void;
  readonly label: string;
}

/** One key for each code of a list. */
export function CodeGrid<Code extends string>(props: CodeGridProps<Code>) {
  const { codes, words, isPressed, countOf, isDisabled, onPress, label } = props;
  return (
    <div class="pr-grid" role="group" aria-label={label}>
      {codes.map((code) => {
        const count = countOf?.(code) ?? 0;
        return (
          <Key
            key={code}
            onPress={() => onPress(code)}
            isPressed={isPressed?.(code)}
            isDisabled={isDisabled}
            testId={`code-${code}`}
          >
            {words[code]}
            {count > 0 && <span class="pr-count"> ×{count}</span>}
          </Key>
        );
      })}
    </div>
  );
}

/** Free words beside a list. */
export function WordsRow({
  label,
  onAdd,
  isDisabled,
}: {
  label: string;
  onAdd: (text: string) => void;
  isDisabled: boolean;
}) {
  const [text, setText] = useState('');
  const add = () => {
    if (text.trim() === '') return;
    onAdd(text);
    setText('');
  };
  return (
    <form
      class="pr-words"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label class="pr-label">
        <span>{label}</span>
        <input
          class="pr-field"
          maxLength={500}
          value={text}
          disabled={isDisabled}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Key onPress={add} isDisabled={isDisabled || text.trim() === ''}>
        {pt('add')}
      </Key>
    </form>
  );
}
