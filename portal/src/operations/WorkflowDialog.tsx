import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, useGet, type Workflow } from '../api';
import { Badge, Button, Dialog, ErrorNotice, Facts, Instant, Loaded, Notice, useTell } from '../design';
import { Json } from './Json';
import { WorkflowSteps } from './WorkflowSteps';
import { workflowStates } from './workflowStates';

const workflowPath = '/api/v1/operations/workflows/{instanceId}';

/** One workflow with its history, and how to end it or have it go on. */
export function WorkflowDialog({ instanceId, onClose }: { instanceId: string; onClose: () => void }): JSX.Element {
  const path = { instanceId };
  const workflow = useGet(workflowPath, { path });
  const tell = useTell();
  const cancel = useCommand((_: null, { api, header }) => answer(api.POST(`${workflowPath}/cancel`, { params: { path, header } })));
  const retry = useCommand((_: null, { api, header }) => answer(api.POST(`${workflowPath}/retry`, { params: { path, header } })));
  const [isSure, setSure] = useState(false);
  const status = workflow.data?.status;
  const goOn = async () => {
    if ((await retry.run(null)) !== null) tell('It goes on.');
  };
  const end = async () => {
    if ((await cancel.run(null)) !== null) tell('The workflow was canceled.');
  };
  const footer = (status === 'failed' || status === 'running') && (
    <>
      {status === 'failed' && (
        <Button variant="primary" isBusy={retry.isBusy} onClick={() => void goOn()}>
          Retry
        </Button>
      )}
      {/* One button that asks and does, so that it keeps the focus. */}
      <Button variant={isSure ? 'danger' : 'secondary'} isBusy={cancel.isBusy} onClick={isSure ? () => void end() : () => setSure(true)}>
        {isSure ? 'Yes, end it where it stands' : 'Cancel the workflow'}
      </Button>
    </>
  );
  return (
    <Dialog title={instanceId} size="wide" onClose={onClose} footer={footer || undefined}>
      <div class="stack">
        <ErrorNotice error={cancel.error ?? retry.error} />
        {isSure && status !== 'canceled' && (
          <Notice tone="warning" title="End it where it stands?">
            <p>What it has done stays done, and it is never started again.</p>
          </Notice>
        )}
        <Loaded query={workflow} lines={6}>
          {(found) => <WorkflowBody workflow={found} />}
        </Loaded>
      </div>
    </Dialog>
  );
}

function WorkflowBody({ workflow }: { workflow: Workflow }): JSX.Element {
  const { label, tone } = workflowStates[workflow.status];
  return (
    <>
      {workflow.error !== null && (
        <Notice tone="danger" title={workflow.status === 'failed' ? 'It has failed' : 'Its last try failed'}>
          <p>{workflow.error}</p>
        </Notice>
      )}
      <Facts
        items={[
          ['State', <Badge tone={tone}>{label}</Badge>],
          ['Account', <a href={`/accounts/${encodeURIComponent(workflow.accountId)}/plan`}>{workflow.accountId}</a>],
          ['Started (UTC)', <Instant value={workflow.startedAt} />],
          ...(workflow.endedAt === null ? [] : [['Ended (UTC)', <Instant value={workflow.endedAt} />] as const]),
          ...(workflow.wakesAt === null ? [] : [['Goes on (UTC)', <Instant value={workflow.wakesAt} />] as const]),
          ...(workflow.parent === null ? [] : [['Waited for by', workflow.parent] as const]),
          ['Version', workflow.version],
        ]}
      />
      <WorkflowSteps steps={workflow.steps} />
      <Json title="Input" text={workflow.input} />
      {workflow.output !== null && <Json title="Output" text={workflow.output} />}
    </>
  );
}
