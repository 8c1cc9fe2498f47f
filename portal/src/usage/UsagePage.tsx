import './usage.css';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useGet } from '../api';
import { useAccount } from '../accounts/useAccount';
import { Loaded } from '../design';
import { useAccountId } from '../session/SessionContext';
import { Page } from '../shell/Page';
import { AiUsageCard } from './AiUsageCard';
import { ForecastCard } from './ForecastCard';
import { queryOf } from './range';
import { TrendsCard } from './TrendsCard';
import { UsageFilters } from './UsageFilters';
import { useUsageAddress } from './useUsageAddress';

/** What was used, when and by which app, and where that leads. */
export default function UsagePage(): JSX.Element {
  const path = { accountId: useAccountId() };
  const [address, change] = useUsageAddress();
  const account = useAccount();
  const range = queryOf(address.range, account.data?.timeZone ?? null);
  const query = range && { ...range, ...(address.app !== null && { app: address.app }) };
  const trends = useGet('/api/v1/accounts/{accountId}/usage/trends', query && { path, query });
  // What is seen first is asked for first, and alone: a server that has just started is slow with each question, and slower with all at once.
  const hasGraph = useRef(false);
  hasGraph.current ||= trends.data !== null || trends.error !== null;

  return (
    <Page title="Usage trends">
      <Loaded query={account} lines={10}>
        {({ timeZone, currency }) => (
          <>
            <UsageFilters address={address} shown={trends.data} zone={timeZone} mayAsk={hasGraph.current} onChange={change} />
            <TrendsCard trends={trends} query={query!} address={address} zone={timeZone} onChange={change} />
            {hasGraph.current && <ForecastCard zone={timeZone} />}
            {hasGraph.current && <AiUsageCard shown={trends.data} address={address} currency={currency} onChange={change} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
