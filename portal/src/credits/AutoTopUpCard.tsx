import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, type AutoTopUp, type AutoTopUpRequest } from '../api';
import { Button, Card, ErrorNotice, Switch, TextField, useTell } from '../design';
import { amountText, formatMicros, formatMoney, microsOf, parseMoney } from '../design/format';
import { useAccountId, useSession } from '../session/SessionContext';

const suggested = { threshold: '5.00', amount: '20.00' };

interface Props {
  setting: AutoTopUp;
  currency: string;
}

/** Topping up by itself: whether, below what, and by how much. */
export function AutoTopUpCard({ setting, currency }: Props): JSX.Element {
  const { mayChange } = useSession();
  return (
    <Card title="Automatic top-up" description={wordsOf(setting, currency)}>
      {mayChange && <AutoTopUpForm setting={setting} currency={currency} />}
    </Card>
  );
}

function AutoTopUpForm({ setting, currency }: Props): JSX.Element {
  const tell = useTell();
  const path = { accountId: useAccountId() };
  const save = useCommand((body: AutoTopUpRequest, { api }) => answer(api.PUT('/api/v1/accounts/{accountId}/credits/auto-top-up', { params: { path }, body })));
  const [threshold, setThreshold] = useState(setting.amount === null ? suggested.threshold : microsText(setting.thresholdMicros, currency));
  const [amount, setAmount] = useState(setting.amount === null ? suggested.amount : amountText(setting.amount));
  const [below, by] = [parseMoney(threshold, currency), parseMoney(amount, currency)];
  const fault = (parsed: object | null, pointer: string) =>
    parsed === null ? `An amount in ${currency}, such as ${suggested.amount}` : save.error?.fault(pointer, true);

  const submit = async (isOn: boolean) => {
    if (below !== null && by !== null && (await save.run({ enabled: isOn, thresholdMicros: microsOf(below), amount: by })) !== null) {
      tell(isOn ? 'Automatic top-up is on.' : 'Automatic top-up is off.');
    }
  };

  return (
    <form
      class="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(setting.enabled);
      }}
    >
      <Switch
        label="Top up by itself"
        isChecked={setting.enabled}
        onValue={(isOn) => void submit(isOn)}
        hint="Charges the default payment method once, whenever the balance falls below the threshold."
      />
      <div class="fields">
        <TextField label={`Threshold (${currency})`} inputMode="decimal" value={threshold} onValue={setThreshold} error={fault(below, '/thresholdMicros')} />
        <TextField label={`Amount (${currency})`} inputMode="decimal" value={amount} onValue={setAmount} error={fault(by, '/amount')} />
      </div>
      <ErrorNotice error={save.error} fields={['/amount', '/thresholdMicros']} />
      <div class="actions">
        <Button type="submit" isBusy={save.isBusy}>
          Save
        </Button>
      </div>
    </form>
  );
}

/** How it stands with the automatic top-up. */
function wordsOf({ enabled, status, thresholdMicros, amount }: AutoTopUp, currency: string): string {
  if (!enabled || amount === null) return 'Off: the balance changes only when somebody tops up.';
  const rule = `${formatMoney(amount)} whenever the balance falls below ${formatMicros(thresholdMicros, currency)}`;
  const states = {
    armed: `On: ${rule}.`,
    inFlight: `On: ${rule}. A top-up is under way.`,
    stopped: `Stopped after the last payment failed: ${rule}. Save again, or add a payment method, to go on.`,
  };
  return states[status];
}

function microsText(micros: number, currency: string): string {
  return amountText({ amount: Math.round(micros / microsOf({ amount: 1, currency })), currency });
}
