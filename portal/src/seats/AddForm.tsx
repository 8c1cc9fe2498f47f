import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, IdField } from '../design';

interface Props {
  /** Of the field. */
  label: string;
  /** On the button. */
  action: string;
  isBusy: boolean;
  /** Whether it has succeeded: then the field is empty again. */
  onAdd: (id: string) => Promise<boolean>;
}

/** Names one more. */
export function AddForm({ label, action, isBusy, onAdd }: Props): JSX.Element {
  const [id, setId] = useState('');
  const submit = async () => {
    if (await onAdd(id)) setId('');
  };
  return (
    <form
      class="add-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <IdField label={label} value={id} onValue={setId} />
      <Button type="submit" isBusy={isBusy}>
        {action}
      </Button>
    </form>
  );
}
