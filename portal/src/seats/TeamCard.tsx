import type { JSX } from 'preact';
import { answer, useCommand, useGet, useList } from '../api';
import { Button, Card, ErrorNotice, ListTable, Loaded, Meter } from '../design';
import { formatNumber } from '../design/format';
import { useAccountId, useSession } from '../session/SessionContext';
import { AddForm } from './AddForm';

const member = '/api/v1/accounts/{accountId}/team-members/{userId}';

/** The team's seats: those that the plan includes, those that were bought, and who has them. */
export function TeamCard(): JSX.Element {
  const { mayChange } = useSession();
  const accountId = useAccountId();
  const plan = useGet('/api/v1/accounts/{accountId}/plan-information', { path: { accountId } });
  const members = useList('/api/v1/accounts/{accountId}/team-members', { path: { accountId }, query: { limit: 20 } });
  const add = useCommand((userId: string, { api }) => answer(api.PUT(member, { params: { path: { accountId, userId } } })));
  const remove = useCommand((userId: string, { api }) => answer(api.DELETE(member, { params: { path: { accountId, userId } } })));
  return (
    <Card title="Team" isFlush>
      <div class="seats-summary">
        <Loaded query={plan} lines={2}>
          {({ teamSeats: { used, included, purchased } }) => (
            <Meter
              label="Team seats"
              used={used}
              included={included === null ? null : included + purchased}
              note={included === null ? null : `${formatNumber(included)} included in the plan, ${formatNumber(purchased)} bought.`}
            />
          )}
        </Loaded>
        {mayChange && <AddForm label="User ID" action="Add a member" isBusy={add.isBusy} onAdd={async (userId) => (await add.run(userId)) !== null} />}
        <ErrorNotice error={add.error ?? remove.error} />
      </div>
      <ListTable
        list={members}
        caption="Team members"
        rowKey={({ userId }) => userId}
        columns={[
          { header: 'Member', cell: ({ userId }) => userId },
          ...(mayChange
            ? [
                {
                  header: 'Actions',
                  isHeaderHidden: true,
                  align: 'end' as const,
                  cell: ({ userId }: { userId: string }) => (
                    <Button size="small" isBusy={remove.isBusy} aria-label={`Remove: ${userId}`} onClick={() => void remove.run(userId)}>
                      Remove
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
