import type { ComponentChildren, JSX } from 'preact';

export interface Column<Row> {
  /** Also the name of the cell where the row is shown as a card. */
  header: string;
  cell: (row: Row) => ComponentChildren;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  /** Whether the header is only told: a column of buttons. */
  isHeaderHidden?: boolean;
}

export interface TableProps<Row> {
  /** What the table is, for those who cannot see around it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
}

/**
 * A table that becomes a list of cards where the page is narrow. The first column names the row.
 * The roles are said because a table that is not displayed as one loses them in some browsers.
 */
export function Table<Row>({ caption, columns, rows, rowKey }: TableProps<Row>): JSX.Element {
  return (
    <table class="table" role="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.header} role="columnheader" scope="col" data-align={column.align}>
              <span class={column.isHeaderHidden ? 'visually-hidden' : undefined}>{column.header}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <tr key={rowKey(row, index)} role="row">
            {columns.map((column, place) => {
              const label = column.isHeaderHidden ? undefined : column.header;
              return place === 0 ? (
                <th key={column.header} role="rowheader" scope="row" data-label={label} data-align={column.align}>
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.header} role="cell" data-label={label} data-align={column.align}>
                  {column.cell(row)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
