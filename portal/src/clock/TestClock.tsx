import './clock.css';
import type { JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { answer, asApiError, type Api, type ApiError } from '../api';
import { Button, ErrorNotice, Icon, Instant, useTell } from '../design';
import { formatInstant } from '../design/format';
import { useDesk } from '../session/SessionContext';

const steps = [
  { by: 'P1D', label: 'Day' },
  { by: 'P7D', label: 'Week' },
  { by: 'P1M', label: 'Month' },
] as const;

/** The test clock, which stands until it is moved; nothing where time goes by itself. */
export function TestClock(): JSX.Element | null {
  const { testDesk } = useDesk();
  return testDesk === null ? null : <Clock desk={testDesk} />;
}

function Clock({ desk }: { desk: Api }): JSX.Element {
  const { session } = useDesk();
  const tell = useTell();
  const title = useId();
  const [now, setNow] = useState<string | null>(null);
  const [moving, setMoving] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const show = async (call: Promise<{ now: string }>): Promise<string | null> => {
    try {
      const clock = await call;
      setNow(clock.now);
      setError(null);
      return clock.now;
    } catch (thrown) {
      setError(asApiError(thrown));
      return null;
    }
  };
  useEffect(() => void show(answer(desk.GET('/api/v1/test/clock'))), [desk]);

  const move = async (by: string) => {
    setMoving(by);
    const reached = await show(answer(desk.POST('/api/v1/test/clock/advance', { body: { by } })));
    if (reached !== null) {
      await session.cache.refresh();
      tell(`It is ${formatInstant(reached)} now. All that fell due was done.`);
    }
    setMoving(null);
  };

  return (
    <section class="clock" aria-labelledby={title}>
      <h2 id={title}>
        <Icon name="clock" size={16} /> Test clock
      </h2>
      <p>{now === null ? '…' : <Instant value={now} />} UTC</p>
      <div class="clock-steps" role="group" aria-label="Move the clock by">
        {steps.map(({ by, label }) => (
          <Button
            key={by}
            size="small"
            isBusy={moving === by}
            disabled={moving !== null && moving !== by}
            aria-label={`Move the clock by a ${label.toLowerCase()}`}
            onClick={() => void move(by)}
          >
            +{label}
          </Button>
        ))}
      </div>
      {moving !== null && (
        <p class="muted small" role="status">
          Doing what falls due…
        </p>
      )}
      <ErrorNotice error={error} />
    </section>
  );
}
