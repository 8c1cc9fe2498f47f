import type { ComponentChildren, JSX } from 'preact';
import type { List } from '../api/useList';
import { Button } from './Button';
import { Loaded } from './states';
import { Table, type TableProps } from './Table';

interface Props<Row> extends Omit<TableProps<Row>, 'rows'> {
  list: List<Row>;
  /** Grey lines until the list is there. */
  lines?: number;
  /** In the table's place where the list has nothing. */
  empty?: ComponentChildren;
}

/** A list of the API as a table, with the way to the rest of it. */
export function ListTable<Row>({ list, lines, empty = null, ...table }: Props<Row>): JSX.Element {
  return (
    <>
      <Loaded query={list} lines={lines}>
        {(rows) => (rows.length === 0 ? empty : <Table {...table} rows={rows} />)}
      </Loaded>
      {list.hasMore && (
        <div class="load-more">
          <Button isBusy={list.isLoadingMore} onClick={list.loadMore}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
