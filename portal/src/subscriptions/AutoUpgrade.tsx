import type { JSX } from 'preact';
import { answer, useCommand, type PlanInformation } from '../api';
import { Card, ErrorNotice, Switch, useTell } from '../design';
import { useAccountId, useSession } from '../session/SessionContext';

export function AutoUpgrade({ information }: { information: PlanInformation }): JSX.Element {
  const accountId = useAccountId();
  const { mayChange } = useSession();
  const tell = useTell();
  const set = useCommand(async (enabled: boolean, { api }) =>
    answer(api.PUT('/api/v1/accounts/{accountId}/subscription/auto-upgrade', { params: { path: { accountId } }, body: { enabled } })),
  );
  return (
    <Card title="Automatic upgrade">
      <Switch
        label="Take the next plan when this one is outgrown"
        hint="Once a month's conversations are more than the plan is made for, the next plan is taken with the next renewal."
        isChecked={information.autoUpgrade}
        isDisabled={!mayChange || set.isBusy}
        onValue={(enabled) => void set.run(enabled).then((done) => done && tell(enabled ? 'Automatic upgrade is on.' : 'Automatic upgrade is off.'))}
      />
      <ErrorNotice error={set.error} />
    </Card>
  );
}
