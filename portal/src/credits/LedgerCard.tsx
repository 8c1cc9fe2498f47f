import type { JSX } from 'preact';
import { useList, type LedgerEntry } from '../api';
import { useTimeZone } from '../accounts/useAccount';
import { Card, EmptyState, Instant, ListTable } from '../design';
import { formatDay, nameOf } from '../design/format';
import { useAccountId } from '../session/SessionContext';
import { ExactAmount } from './ExactAmount';
import { ledgerWords } from './ledgerWords';

const names = { feature: nameOf, day: formatDay };

/** Every movement of the credits, the newest first. */
export function LedgerCard({ currency }: { currency: string }): JSX.Element {
  const zone = useTimeZone();
  const ledger = useList('/api/v1/accounts/{accountId}/credits/ledger', { path: { accountId: useAccountId() }, query: { limit: 20 } });
  return (
    <Card title="Ledger" description="Every movement, the newest first. All of them together are the balance." isFlush>
      <ListTable
        list={ledger}
        lines={8}
        empty={
          <EmptyState icon="balance" title="No credits yet">
            They come with a trial, a top-up or a grant.
          </EmptyState>
        }
        caption="Movements of the credits, the newest first"
        rowKey={({ entryId }) => entryId}
        columns={[
          { header: 'What', cell: (entry) => <What entry={entry} /> },
          { header: 'When', cell: ({ at }) => <Instant value={at} timeZone={zone} /> },
          { header: 'Credits', cell: ({ bucket }) => (bucket === 'free' ? 'Free' : 'Paid') },
          { header: 'Amount', align: 'end', cell: ({ micros }) => <ExactAmount micros={micros} currency={currency} isSigned /> },
          { header: 'Balance after', align: 'end', cell: ({ balanceMicros }) => <ExactAmount micros={balanceMicros} currency={currency} /> },
        ]}
      />
    </Card>
  );
}

function What({ entry }: { entry: LedgerEntry }): JSX.Element {
  const { what, why } = ledgerWords(entry, names);
  return (
    <span class="ledger-what">
      {what}
      {why !== '' && <span class="muted small">{why}</span>}
    </span>
  );
}
