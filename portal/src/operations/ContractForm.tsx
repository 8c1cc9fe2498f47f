import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, useGet, type Account, type ContractRequest, type PurchasedSeats } from '../api';
import { Button, Card, Checkbox, ErrorNotice, NumberField, Segmented, Select, TextField, useTell } from '../design';
import { nameOf } from '../design/format';
import { parseCount, parseMicros, requestOf, type ContractDraft } from './contractDraft';

interface Props {
  account: Account;
  stored: ContractDraft;
  isNew: boolean;
}

const intervals = [
  { value: 'month', label: 'Month' },
  { value: 'year', label: 'Year' },
] as const;
const seatTypes = [
  { value: 'named', label: 'Named' },
  { value: 'concurrent', label: 'Concurrent' },
] as const;

/** All terms of a contract. What is left empty is the enterprise plan's own, or none. */
export function ContractForm({ account: { accountId, name, currency }, stored, isNew }: Props): JSX.Element {
  const tell = useTell();
  const catalog = useGet('/api/v1/plans', {}).data;
  const [draft, setDraft] = useState(stored);
  const set = (change: Partial<ContractDraft>) => setDraft({ ...draft, ...change });
  const save = useCommand((body: ContractRequest, { api }) =>
    answer(api.PUT('/api/v1/operations/accounts/{accountId}/contract', { params: { path: { accountId } }, body })),
  );
  const request = requestOf(draft, currency);
  const channels = [...new Set(catalog?.plans.flatMap((plan) => plan.channels) ?? [])];

  const submit = async () => {
    if (request !== null && (await save.run(request)) !== null) tell(`The contract of ${name} is in force.`);
  };
  const fault = (pointer: string) => save.error?.fault(pointer, true);
  const number = (label: string, key: 'billingSessions' | 'conversations' | 'teamSeats', hint: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      hint={hint}
      value={draft[key]}
      onValue={(value) => set({ [key]: value })}
      error={parseCount(draft[key]) === undefined ? 'A whole number' : fault(`/included/${key}`)}
    />
  );

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Section title={isNew ? `New contract of ${name}` : `Contract of ${name}`}>
        <TextField type="date" label="First day" hint="Left empty: today." value={draft.start} onValue={(start) => set({ start })} error={fault('/start')} />
        <TextField
          type="date"
          label="Day after the last"
          hint="Left empty: open end."
          value={draft.end}
          onValue={(end) => set({ end })}
          error={fault('/end')}
        />
        <Segmented legend="Billed every" value={draft.interval} options={intervals} onValue={(interval) => set({ interval })} />
        <TextField
          label={`Price (${currency})`}
          inputMode="decimal"
          value={draft.price}
          onValue={(price) => set({ price })}
          error={draft.price !== '' && request?.price === undefined ? 'An amount such as 2500.00' : fault('/price')}
        />
        <TextField
          label={`A billing session beyond (${currency})`}
          inputMode="decimal"
          hint="Paid from credits. Left empty: nothing."
          value={draft.overage}
          onValue={(overage) => set({ overage })}
          error={draft.overage !== '' && parseMicros(draft.overage) === null ? 'An amount such as 0.09' : fault('/overageMicros')}
        />
      </Section>
      <Section title="Included in a month">
        {number('Billing sessions', 'billingSessions', 'Left empty: none.')}
        {number('Conversations', 'conversations', 'Left empty: no limit.')}
        {number('Team seats', 'teamSeats', 'Left empty: no limit.')}
        <TextField
          label="Search ingestion (MB)"
          inputMode="numeric"
          hint="Left empty: the plan’s own."
          value={draft.searchMegabytes}
          onValue={(searchMegabytes) => set({ searchMegabytes })}
          error={parseCount(draft.searchMegabytes) === undefined ? 'A whole number' : fault('/included/searchIngestionBytes')}
        />
      </Section>
      <Section title="Agent seats">
        <Seats title="Contact Center AI" seats={draft.contactCenter} onSeats={(contactCenter) => set({ contactCenter })} />
        <Seats title="Agent AI" seats={draft.agentAi} onSeats={(agentAi) => set({ agentAi })} />
      </Section>
      <Section title="Beside the plan">
        <Many
          legend="Add-ons"
          chosen={draft.addOns}
          options={(catalog?.addOns ?? []).map(({ id, name: label }) => [id, label])}
          onChosen={(addOns) => set({ addOns })}
        />
        <div class="stack-tight">
          <Select
            label="Support plan"
            value={draft.supportPlan}
            onValue={(supportPlan) => set({ supportPlan })}
            options={[{ value: '', label: 'None' }, ...(catalog?.supportPlans ?? []).map(({ id, name: label }) => ({ value: id, label }))]}
          />
          <Checkbox label="All channels" isChecked={draft.channels === null} onValue={(isAll) => set({ channels: isAll ? null : channels })} />
        </div>
        {draft.channels !== null && (
          <Many legend="Channels" chosen={draft.channels} options={channels.map((id) => [id, nameOf(id)])} onChosen={(chosen) => set({ channels: chosen })} />
        )}
      </Section>
      <ErrorNotice error={save.error} fields={['/start', '/end', '/price', '/overageMicros', '/included']} />
      <div class="actions">
        <Button type="submit" variant="primary" isBusy={save.isBusy} disabled={request === null}>
          Put in force
        </Button>
      </div>
    </form>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <Card title={title}>
      <div class="fields">{children}</div>
    </Card>
  );
}

function Seats({ title, seats, onSeats }: { title: string; seats: PurchasedSeats; onSeats: (seats: PurchasedSeats) => void }): JSX.Element {
  return (
    <div class="stack-tight">
      <NumberField label={`${title} seats`} value={seats.quantity} onValue={(quantity) => onSeats({ ...seats, quantity })} />
      <Segmented legend={`${title} seats are`} value={seats.type} options={seatTypes} onValue={(type) => onSeats({ ...seats, type })} />
    </div>
  );
}

interface ManyProps {
  legend: string;
  options: readonly (readonly [id: string, label: string])[];
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
}

function Many({ legend, options, chosen, onChosen }: ManyProps): JSX.Element {
  return (
    <fieldset>
      <legend class="legend">{legend}</legend>
      {options.map(([id, label]) => (
        <Checkbox
          key={id}
          label={label}
          isChecked={chosen.includes(id)}
          onValue={(isChosen) => onChosen(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id))}
        />
      ))}
    </fieldset>
  );
}
