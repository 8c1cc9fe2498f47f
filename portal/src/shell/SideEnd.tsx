import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { TestClock } from '../clock/TestClock';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Icon } from '../design/Icon';
import { chooseTheme, currentTheme } from '../design/theme';
import { ChoiceForm } from '../session/ChoiceForm';
import { useDesk } from '../session/SessionContext';

const roleNames = { owner: 'Owner', admin: 'Admin', developer: 'Developer', service: 'Service', operator: 'Operator' } as const;

/** The test clock, who one is, becoming somebody else, and the light. */
export function SideEnd(): JSX.Element {
  const { session, signInAs, signOut } = useDesk();
  const [isSwitching, setSwitching] = useState(false);
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  const name = session.account ?? 'Back office';
  const identity = (
    <>
      <span class="avatar" aria-hidden="true">
        {name.slice(0, 1)}
      </span>
      <span class="identity-name">{name}</span>
      <span class="muted small">{roleNames[session.role]}</span>
    </>
  );
  return (
    <div class="side-end">
      <TestClock />
      <div class="identity">
        {signInAs === null ? (
          <div class="identity-button">{identity}</div>
        ) : (
          <button type="button" class="identity-button" aria-haspopup="dialog" onClick={() => setSwitching(true)}>
            {identity}
            <span class="visually-hidden">: switch role or account</span>
          </button>
        )}
        <button
          type="button"
          class="icon-button"
          aria-label={`Use the ${other} theme`}
          onClick={() => {
            chooseTheme(other);
            setTheme(other);
          }}
        >
          <Icon name={other} />
        </button>
        {signInAs === null && (
          <button type="button" class="icon-button" aria-label="Sign out" onClick={signOut}>
            <Icon name="signOut" />
          </button>
        )}
      </div>
      {isSwitching && <SwitchDialog onClose={() => setSwitching(false)} />}
    </div>
  );
}

function SwitchDialog({ onClose }: { onClose: () => void }): JSX.Element | null {
  const { configuration, session, signInAs, signOut } = useDesk();
  if (configuration.signIn.kind !== 'development' || signInAs === null) return null;
  return (
    <Dialog title="Switch role or account" onClose={onClose} footer={<Button onClick={signOut}>Sign out</Button>}>
      <div class="stack-tight">
        <p class="muted">Development sign-in: this server takes your word for who you are.</p>
        <ChoiceForm
          configuration={configuration}
          url={configuration.signIn.url}
          current={{ role: session.role, account: session.account }}
          signInAs={signInAs}
        />
      </div>
    </Dialog>
  );
}
