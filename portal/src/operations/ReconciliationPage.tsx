import './operations.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useGet, type Difference, type Reconciliation } from '../api';
import { Badge, Button, Card, Facts, Instant, Loaded, Money, Notice, Table, TextField } from '../design';
import { formatNumber } from '../design/format';
import { Page } from '../shell/Page';
import { useAddressPart } from '../shell/useAddressPart';
import { addDays, isDay } from '../usage/days';

/** Where the provider's books and ours differ. */
export default function ReconciliationPage(): JSX.Element {
  const [days, setDays] = useAddressPart('days');
  const [from, to] = days?.split('_') ?? [];
  const query = isDay(from ?? null) && isDay(to ?? null) ? { from: `${from}T00:00:00Z`, to: `${addDays(to!, 1)}T00:00:00Z` } : {};
  const found = useGet('/api/v1/operations/reconciliation', { query });
  return (
    <Page title="Reconciliation" description="Payments, orders, invoices and loaded credits, the provider’s books against ours. It repairs nothing.">
      <DaysForm
        key={days}
        from={from ?? ''}
        to={to ?? ''}
        isBusy={found.isLoading}
        onDays={(first, last) => setDays(first === '' ? null : `${first}_${last}`)}
      />
      <Loaded query={found} lines={6}>
        {(result) => <Result result={result} />}
      </Loaded>
    </Page>
  );
}

interface DaysProps {
  from: string;
  to: string;
  isBusy: boolean;
  onDays: (from: string, to: string) => void;
}

function DaysForm({ from, to, isBusy, onDays }: DaysProps): JSX.Element {
  const [days, setDays] = useState({ from, to });
  return (
    <form
      class="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onDays(days.from, days.to);
      }}
    >
      <TextField type="date" label="First day (UTC)" required value={days.from} onValue={(value) => setDays({ ...days, from: value })} />
      <TextField type="date" label="Last day (UTC)" required value={days.to} onValue={(value) => setDays({ ...days, to: value })} />
      <Button type="submit" isBusy={isBusy}>
        Compare
      </Button>
      {from !== '' && (
        <Button variant="quiet" onClick={() => onDays('', '')}>
          The last 35 days
        </Button>
      )}
    </form>
  );
}

function Result({ result: { from, to, checked, differences } }: { result: Reconciliation }): JSX.Element {
  return (
    <>
      {differences.length === 0 ? (
        <Notice tone="positive" title="The books agree" />
      ) : (
        <Notice tone="danger" title={`${formatNumber(differences.length)} ${differences.length === 1 ? 'difference' : 'differences'}`} />
      )}
      <Card title="Compared">
        <Facts
          items={[
            ['From (UTC)', <Instant value={from} />],
            ['To (UTC)', <Instant value={to} />],
            ['Payments', formatNumber(checked.payments)],
            ['Orders', formatNumber(checked.orders)],
            ['Invoices', formatNumber(checked.invoices)],
            ['Loads of credits', formatNumber(checked.loads)],
            ['Accounts', formatNumber(checked.accounts)],
          ]}
        />
      </Card>
      {differences.length > 0 && (
        <Card title="Differences" isFlush>
          <Differences differences={differences} />
        </Card>
      )}
    </>
  );
}

function Differences({ differences }: { differences: readonly Difference[] }): JSX.Element {
  return (
    <Table
      caption="Differences"
      rows={differences.map((difference, index) => ({ ...difference, index }))}
      rowKey={({ index }) => String(index)}
      columns={[
        { header: 'What', cell: ({ detail }) => detail },
        { header: 'Kind', cell: ({ kind }) => <Badge tone="danger">{kind.replaceAll('-', ' ')}</Badge> },
        { header: 'Account', cell: ({ accountId }) => accountId && <a href={`/accounts/${encodeURIComponent(accountId)}/invoices`}>{accountId}</a> },
        {
          header: 'About',
          cell: ({ orderId, paymentId, invoiceId, providerReference }) => (
            <span class="cell-stack small">{[orderId, paymentId, invoiceId, providerReference].map((id) => id && <code key={id}>{id}</code>)}</span>
          ),
        },
        { header: 'At stake', align: 'end', cell: ({ amount }) => <Money value={amount} /> },
      ]}
    />
  );
}
