import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand } from '../api';
import { Button, Dialog, ErrorNotice, Segmented, useTell } from '../design';
import { useAccountId } from '../session/SessionContext';

const ends = [
  { value: 'periodEnd', label: 'At the end of the period' },
  { value: 'now', label: 'Now' },
] as const;

/** Asks once more, and when. */
export function CancelDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const accountId = useAccountId();
  const tell = useTell();
  const [at, setAt] = useState<'periodEnd' | 'now'>('periodEnd');
  const cancel = useCommand(async (body: { at: 'periodEnd' | 'now' }, { api }) =>
    answer(api.POST('/api/v1/accounts/{accountId}/subscription/cancel', { params: { path: { accountId } }, body })),
  );
  const submit = async () => {
    if ((await cancel.run({ at })) === null) return;
    tell(at === 'now' ? 'Your plan was canceled.' : 'Your plan ends with its period.');
    onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>Keep the plan</Button>
      <Button variant="danger" isBusy={cancel.isBusy} onClick={() => void submit()}>
        Cancel the plan
      </Button>
    </>
  );
  return (
    <Dialog title="Cancel your plan?" onClose={onClose} footer={footer}>
      <div class="stack-tight">
        <Segmented legend="When" value={at} options={ends} onValue={setAt} />
        <p>
          {at === 'now'
            ? 'Services stop at once. What is left of the period is not given back.'
            : 'Everything stays open until the period ends, and you can resume until then. Nothing more is charged.'}
        </p>
        <p class="muted">Paid credits stay yours.</p>
        <ErrorNotice error={cancel.error} />
      </div>
    </Dialog>
  );
}
