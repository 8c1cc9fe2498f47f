import './seats.css';
import type { JSX } from 'preact';
import { Notice } from '../design';
import { useSession } from '../session/SessionContext';
import { Page } from '../shell/Page';
import { AgentsCard } from './AgentsCard';
import { TeamCard } from './TeamCard';

/** Who sits where: agents of the two products, and the team. */
export default function SeatsPage(): JSX.Element {
  const { mayChange } = useSession();
  return (
    <Page title="Agents and team seats">
      {!mayChange && (
        <Notice>
          <p>Owners and admins give seats and take them back; you can see them.</p>
        </Notice>
      )}
      <AgentsCard product="contact-center" title="Contact Center AI" />
      <AgentsCard product="agent-ai" title="Agent AI" />
      <TeamCard />
    </Page>
  );
}
