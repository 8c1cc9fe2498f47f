import type { JSX } from 'preact';
import type { Agent, List } from '../api';
import { Badge, Button, ListTable, type Column } from '../design';
import type { AgentAct, useAgentActs } from './useAgentActs';

interface Props {
  agents: List<Agent>;
  caption: string;
  /** Null for those who may only look. */
  acts: ReturnType<typeof useAgentActs> | null;
}

const words: Record<AgentAct['act'], string> = { assign: 'Assign a seat', unassign: 'Take the seat back', login: 'Log in', logout: 'Log out' };

/** The agents who are assigned or logged in. */
export function AgentsTable({ agents, caption, acts }: Props): JSX.Element {
  const act = (name: AgentAct['act'], agentId: string) => (
    <Button size="small" isBusy={acts?.isBusy ?? false} aria-label={`${words[name]}: ${agentId}`} onClick={() => void acts?.run({ act: name, agentId })}>
      {words[name]}
    </Button>
  );
  const actions: Column<Agent> = {
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    cell: ({ agentId, assigned, loggedIn }) => (
      <span class="actions row-actions">
        {act(loggedIn ? 'logout' : 'login', agentId)}
        {assigned && act('unassign', agentId)}
      </span>
    ),
  };
  return (
    <ListTable
      list={agents}
      caption={caption}
      rowKey={({ agentId }) => agentId}
      columns={[
        { header: 'Agent', cell: ({ agentId }) => agentId },
        { header: 'Assigned', cell: ({ assigned }) => (assigned ? 'Yes' : 'No') },
        { header: 'Now', cell: ({ loggedIn }) => (loggedIn ? <Badge tone="positive">Logged in</Badge> : <Badge>Logged out</Badge>) },
        ...(acts === null ? [] : [actions]),
      ]}
    />
  );
}
