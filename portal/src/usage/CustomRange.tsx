import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { TextField } from '../design';
import type { Day } from './days';
import { faultOf } from './range';

interface Days {
  from: Day;
  to: Day;
}

/** The first and the last day of a range. A pair that makes no sense is told, and nothing else changes. */
export function CustomRange({ range, onChange }: { range: Days; onChange: (range: Days) => void }): JSX.Element {
  const [days, setDays] = useState(range);
  useEffect(() => setDays(range), [range.from, range.to]);
  const set = (change: Partial<Days>) => {
    const wanted = { ...days, ...change };
    setDays(wanted);
    if (faultOf(wanted.from, wanted.to) === null) onChange(wanted);
  };
  return (
    <>
      <TextField type="date" label="First day" value={days.from} onValue={(from) => set({ from })} error={faultOf(days.from, days.to)} />
      <TextField type="date" label="Last day" value={days.to} onValue={(to) => set({ to })} />
    </>
  );
}
