import type { ImportKind, ImportPreview } from '#contracts';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { failureText } from '../api/refusal-text.ts';
import { IMPORT_COLUMN_NAMES } from './import-columns.ts';
import { o } from './office-text.ts';
import type { Office } from './office.ts';
import { makeInitialPassword, saveFile } from './save-file.ts';
import { SideHead } from './side-head.tsx';

interface Props {
  readonly office: Office;
  readonly kind: ImportKind;
  readonly onClose: () => void;
  readonly onDone: (text: string) => Promise<void>;
}

interface Chosen {
  readonly name: string;
  readonly text: string;
  readonly preview: ImportPreview;
}

const countOf = ({ rows }: ImportPreview, action: ImportPreview['rows'][number]['action']): number =>
  rows.filter((row) => row.action === action).length;

/** New users' passwords, made here: the server keeps only their hashes, so this screen is where they are seen. */
function makePasswords({ rows }: ImportPreview): { row: number; label: string; password: string }[] {
  return rows
    .filter(({ action }) => action === 'create')
    .map(({ row, label }) => ({ row, label, password: makeInitialPassword() }));
}

function useImport({ office, kind, onDone }: Props) {
  const chosen = useSignal<Chosen | undefined>(undefined);
  const failure = useSignal('');
  const isBusy = useSignal(false);
  const preview = async (name: string, text: string): Promise<void> => {
    const body = { regionId: office.region.id, text };
    const answer = await office.session.call('previewImport', { params: { kind }, body });
    chosen.value = answer.kind === 'ok' ? { name, text, preview: answer.value } : undefined;
    failure.value = failureText(answer, office.timeZone);
  };
  const choose = async (file: File): Promise<void> => {
    isBusy.value = true;
    failure.value = '';
    await preview(file.name, await file.text());
    isBusy.value = false;
  };
  const save = async (): Promise<void> => {
    const { value } = chosen;
    if (!value || isBusy.value) return;
    isBusy.value = true;
    failure.value = '';
    const passwords = kind === 'users' ? makePasswords(value.preview) : [];
    const initialPasswords = Object.fromEntries(passwords.map(({ row, password }) => [row, password]));
    const body = { regionId: office.region.id, text: value.text, initialPasswords };
    const answer = await office.send('importRecords', { kind }, body);
    isBusy.value = false;
    if (answer.kind !== 'ok') {
      failure.value = failureText(answer, office.timeZone);
      // What has changed since the preview is said row by row.
      if (answer.kind === 'refused') await preview(value.name, value.text);
      return;
    }
    if (passwords.length > 0) {
      const lines = passwords.map(({ label, password }) => `${label},${password}`);
      saveFile('initial-passwords.csv', `email,password\r\n${lines.join('\r\n')}\r\n`);
    }
    await onDone(o('import.done', answer.value));
  };
  return { chosen, failure, isBusy, choose, save };
}

/** Reads a file, says row by row what it would do and what is wrong, and saves all of it or nothing. */
export function ImportPanel(props: Props) {
  const { kind, onClose } = props;
  const { chosen, failure, isBusy, choose, save } = useImport(props);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const value = chosen.value;
  const changes = value ? countOf(value.preview, 'create') + countOf(value.preview, 'change') : 0;
  return (
    <aside
      class="office-side"
      data-testid="import-panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <SideHead title={o('import.title')} onClose={onClose} />
      <div class="office-fields scroll">
        <p class="dim">{o('import.columns')}</p>
        <p class="mono office-columns">{IMPORT_COLUMN_NAMES[kind]}</p>
        <p class="dim">{o(`import.hint.${kind}`)}</p>
        <label class="button file-pick">
          <input
            ref={input}
            class="visually-hidden"
            type="file"
            accept=".csv,text/csv,text/plain"
            data-testid="import-file"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              // The same file can be chosen again once it is mended.
              event.currentTarget.value = '';
              if (file) void choose(file);
            }}
          />
          {o('import.choose')}
        </label>
        {value && <PreviewTable chosen={value} />}
      </div>
      <footer class="office-side-foot">
        <p class="field-error" role="alert">
          {failure.value}
        </p>
        <button
          type="button"
          class="button is-primary"
          data-testid="import-save"
          disabled={isBusy.value || !value || value.preview.faults.length > 0 || changes === 0}
          onClick={() => void save()}
        >
          {value ? o('import.save', { count: changes }) : o('form.save')}
        </button>
      </footer>
    </aside>
  );
}

function PreviewTable({ chosen: { name, preview } }: { chosen: Chosen }) {
  const { faults } = preview;
  return (
    <>
      <p class="strong" role="status" data-testid="import-summary">
        {name}:{' '}
        {faults.length > 0
          ? o('import.faulty', { count: faults.length })
          : o('import.good', {
              created: countOf(preview, 'create'),
              changed: countOf(preview, 'change'),
              same: countOf(preview, 'same'),
            })}
      </p>
      {faults.length > 0 && (
        <table class="import-faults">
          <thead>
            <tr>
              <th scope="col">{o('import.row')}</th>
              <th scope="col">{o('import.column')}</th>
              <th scope="col">{o('import.message')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ row, column, message }) => (
              <tr key={`${row}:${column}:${message}`} data-testid="import-fault">
                <td class="mono">{row}</td>
                <td class="mono">{column ?? '–'}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
