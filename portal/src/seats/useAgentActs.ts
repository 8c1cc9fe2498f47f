import { answer, useCommand, type AgentSeats, type Command } from '../api';
import { useAccountId } from '../session/SessionContext';

export type Product = 'contact-center' | 'agent-ai';

export interface AgentAct {
  act: 'assign' | 'unassign' | 'login' | 'logout';
  agentId: string;
}

const agent = '/api/v1/accounts/{accountId}/seats/{product}/agents/{agentId}';

/** Gives an agent a seat and takes it back, by name or by login. */
export function useAgentActs(product: Product): Command<AgentAct, AgentSeats> {
  const accountId = useAccountId();
  return useCommand(({ act, agentId }, { api, header }) => {
    const path = { accountId, product, agentId };
    switch (act) {
      case 'assign':
        return answer(api.PUT(agent, { params: { path } }));
      case 'unassign':
        return answer(api.DELETE(agent, { params: { path } }));
      case 'login':
        return answer(api.POST(`${agent}/login`, { params: { path, header } }));
      case 'logout':
        return answer(api.POST(`${agent}/logout`, { params: { path, header } }));
    }
  });
}
