import { o } from '../office-text.ts';
import { stepFocus } from '../step-focus.ts';
import type { Kept, RecordPageProps } from './record-types.ts';

interface TableProps<Row extends Kept, Draft> {
  readonly page: RecordPageProps<Row, Draft>;
  readonly rows: readonly Row[];
  readonly chosen: Row | undefined;
  readonly onOpen: (row: Row) => void;
}

/** The rows of a list; the first cell of each opens it. */
export function RecordTable<Row extends Kept, Draft>({ page, rows, chosen, onOpen }: TableProps<Row, Draft>) {
  return (
    <table onKeyDown={stepFocus}>
      <thead>
        <tr>
          {page.columns.map(({ header, class: name }) => (
            <th key={header} scope="col" class={name}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            class={`${row.id === chosen?.id ? 'is-selected' : ''} ${page.isDim?.(row) ? 'is-dim' : ''}`}
            data-testid="office-row"
            data-id={row.id}
            onClick={() => onOpen(row)}
          >
            {page.columns.map(({ header, of, class: name }, index) => (
              <td key={header} class={name}>
                {index === 0 ? (
                  <button type="button" class="office-row-name cut" title={o('list.openKey')}>
                    {of(row)}
                  </button>
                ) : (
                  of(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
