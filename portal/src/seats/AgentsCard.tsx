import type { JSX } from 'preact';
import { useGet, useList, type Agent, type AgentSeats, type List } from '../api';
import { Card, EmptyState, ErrorNotice, Loaded, Meter } from '../design';
import { count } from '../design/format';
import { useAccountId, useAccountPath, useSession } from '../session/SessionContext';
import { AddForm } from './AddForm';
import { AgentsTable } from './AgentsTable';
import { useAgentActs, type Product } from './useAgentActs';

interface Props {
  product: Product;
  title: string;
}

/** The agent seats of one product: how many there are, and whose. */
export function AgentsCard({ product, title }: Props): JSX.Element {
  const path = { accountId: useAccountId(), product };
  const seats = useGet('/api/v1/accounts/{accountId}/seats/{product}', { path });
  const agents = useList('/api/v1/accounts/{accountId}/seats/{product}/agents', { path, query: { limit: 20 } });
  return (
    <Card title={title} isFlush>
      <Loaded query={seats} lines={7}>
        {(found) =>
          found.purchased === 0 && found.inUse === 0 ? (
            <NoSeats title={title} />
          ) : (
            <Seats product={product} title={title} seats={found} agents={agents} />
          )
        }
      </Loaded>
    </Card>
  );
}

function NoSeats({ title }: { title: string }): JSX.Element {
  const pathOf = useAccountPath();
  return (
    <EmptyState icon="seats" title={`No seats of ${title}`} action={<a href={pathOf('plan')}>Go to the plan</a>}>
      They are bought with the plan.
    </EmptyState>
  );
}

function Seats({ product, title, seats, agents }: Props & { seats: AgentSeats; agents: List<Agent> }): JSX.Element {
  const { mayChange } = useSession();
  const acts = useAgentActs(product);
  const isNamed = seats.type === 'named';
  return (
    <>
      <div class="seats-summary">
        <Meter
          label={isNamed ? 'Named seats' : 'Concurrent seats'}
          used={seats.inUse}
          included={seats.purchased}
          unit="in use"
          note={`Peak of this period: ${count(seats.peak, 'seat', 'seats')} at once.`}
        />
        {mayChange && (
          <AddForm
            label="Agent ID"
            action={isNamed ? 'Assign a seat' : 'Log in'}
            isBusy={acts.isBusy}
            onAdd={async (agentId) => (await acts.run({ act: isNamed ? 'assign' : 'login', agentId })) !== null}
          />
        )}
        <ErrorNotice error={acts.error} />
      </div>
      <AgentsTable agents={agents} caption={`Agents of ${title}`} acts={mayChange ? acts : null} />
    </>
  );
}
