import type { JSX } from 'preact';
import { useGet } from '../api';
import { Card, Loaded } from '../design';
import { formatDayOf, formatMicros } from '../design/format';
import { useAccountId } from '../session/SessionContext';
import { forecastWords } from './forecast';

/** Where usage is heading, in words. */
export function ForecastCard({ zone }: { zone: string }): JSX.Element {
  const path = { accountId: useAccountId() };
  const forecast = useGet('/api/v1/accounts/{accountId}/usage/forecast', { path });
  const credits = useGet('/api/v1/accounts/{accountId}/credits', { path });
  const plan = useGet('/api/v1/accounts/{accountId}/plan-information', { path });
  const catalog = useGet('/api/v1/plans', {});
  return (
    <Card title="Forecast">
      <Loaded query={forecast}>
        {(expected) => (
          <Loaded query={credits}>
            {({ ai, currency }) => (
              <Loaded query={plan}>
                {(plan) => {
                  const included = plan.automationAi.billingSessions.included;
                  const overageMicros = catalog.data?.plans.find(({ id }) => id === plan.plan)?.overageMicros ?? null;
                  const sentences = forecastWords(
                    expected,
                    { included, overageMicros, paused: ai === 'paused' },
                    { credits: (micros) => formatMicros(micros, currency), date: (instant) => formatDayOf(instant, zone) },
                  );
                  return (
                    <div class="stack-tight">
                      {sentences.map((sentence) => (
                        <p key={sentence}>{sentence}</p>
                      ))}
                    </div>
                  );
                }}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Card>
  );
}
