import type { JSX } from 'preact';
import type { Catalog } from '../api';
import { Checkbox, Select } from '../design';
import { formatMoney } from '../design/format';
import type { Draft } from './draft';

/** The value of "none" in a select. */
const none = '';

/** Add-ons, and one support plan beside the usage plan. */
export function ExtrasChoice({ catalog, draft, onChange }: { catalog: Catalog; draft: Draft; onChange: (part: Partial<Draft>) => void }): JSX.Element {
  const { interval } = draft;
  return (
    <section class="stack-tight">
      <h3>Add-ons and support</h3>
      <div class="extras">
        <div>
          {catalog.addOns.map((addOn) => (
            <Checkbox
              key={addOn.id}
              label={addOn.name}
              hint={`${formatMoney(addOn.prices[interval])} a ${interval}`}
              isChecked={draft.addOns.includes(addOn.id)}
              onValue={(isWanted) => onChange({ addOns: isWanted ? [...draft.addOns, addOn.id] : draft.addOns.filter((id) => id !== addOn.id) })}
            />
          ))}
        </div>
        <Select
          label="Support plan"
          value={draft.supportPlan ?? none}
          options={[
            { value: none, label: 'None' },
            ...catalog.supportPlans.map((plan) => ({ value: plan.id, label: `${plan.name}, ${formatMoney(plan.prices[interval])} a ${interval}` })),
          ]}
          onValue={(supportPlan) => onChange({ supportPlan: supportPlan === none ? null : supportPlan })}
        />
      </div>
    </section>
  );
}
