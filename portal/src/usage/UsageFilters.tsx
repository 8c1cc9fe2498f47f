import type { JSX } from 'preact';
import type { UsageTrends } from '../api';
import { useAll } from '../api/useAll';
import { Segmented, Select } from '../design';
import { useAccountId } from '../session/SessionContext';
import { dayOf } from './days';
import { CustomRange } from './CustomRange';
import { presets, type Preset } from './range';
import type { UsageAddress } from './useUsageAddress';

interface Props {
  address: UsageAddress;
  /** What is shown now: custom days begin with its own. */
  shown: UsageTrends | null;
  zone: string;
  /** Whether it is time to ask which apps there are. */
  mayAsk: boolean;
  onChange: (change: Partial<UsageAddress>, replace?: boolean) => void;
}

const ranges = [...presets.map(({ id, label }) => ({ value: id, label })), { value: 'custom' as const, label: 'Custom' }];

export function UsageFilters({ address: { range, app }, shown, zone, mayAsk, onChange }: Props): JSX.Element {
  const path = { accountId: useAccountId() };
  const apps = useAll('/api/v1/accounts/{accountId}/apps', mayAsk ? { path, query: { limit: 100 } } : null);
  const names = new Set([...(apps.data ?? []).map(({ appId }) => appId), ...(app === null ? [] : [app])]);
  const choose = (wanted: Preset | 'custom') => onChange({ range: wanted === 'custom' ? daysOf(shown, zone) : { preset: wanted } });
  return (
    <div class="usage-filters">
      <Segmented legend="Range" value={'preset' in range ? range.preset : 'custom'} options={ranges} onValue={choose} />
      {'from' in range && <CustomRange range={range} onChange={(days) => onChange({ range: days }, true)} />}
      <Select
        label="App"
        value={app ?? ''}
        onValue={(chosen) => onChange({ app: chosen === '' ? null : chosen })}
        options={[{ value: '', label: 'All apps' }, ...[...names].sort().map((name) => ({ value: name, label: name }))]}
      />
    </div>
  );
}

/** The days of what is shown; today where nothing is. */
function daysOf(shown: UsageTrends | null, zone: string) {
  const [from, end] = shown === null ? [new Date(), Date.now()] : [new Date(shown.from), Date.parse(shown.to) - 1];
  return { from: dayOf(from, zone), to: dayOf(new Date(end), zone) };
}
