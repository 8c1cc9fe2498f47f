import type { JSX } from 'preact';
import type { Catalog, PlanInformation } from '../api';
import { Badge, Card, Facts } from '../design';

/** Add-ons and the support plan. */
export function Extras({ information, catalog }: { information: PlanInformation; catalog: Catalog }): JSX.Element {
  const name = (id: string) => [...catalog.addOns, ...catalog.supportPlans].find((extra) => extra.id === id)?.name ?? id;
  return (
    <Card title="Add-ons and support">
      <Facts
        items={[
          [
            'Add-ons',
            information.addOns.length === 0 ? (
              'None'
            ) : (
              <span class="actions">
                {information.addOns.map((id) => (
                  <Badge key={id}>{name(id)}</Badge>
                ))}
              </span>
            ),
          ],
          ['Support', information.supportPlan === null ? 'None' : name(information.supportPlan)],
        ]}
      />
    </Card>
  );
}
