import type { JSX } from 'preact';
import type { WorkflowStep } from '../api';
import { Badge, Instant } from '../design';
import { count } from '../design/format';
import { Json } from './Json';

/** What a step did, and what it does while it is under way. */
const verbs: Record<WorkflowStep['kind'], [done: string, underWay: string]> = {
  activity: ['Did', 'Does'],
  wait: ['Waited for', 'Waits for'],
  sleep: ['Slept', 'Sleeps'],
  child: ['Ran', 'Runs'],
};

/** What a workflow has done and waits for, in the order in which it came to it. */
export function WorkflowSteps({ steps }: { steps: readonly WorkflowStep[] }): JSX.Element {
  return (
    <section class="stack-tight">
      <h3>Steps</h3>
      {steps.length === 0 && <p class="muted">None yet.</p>}
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={index}>
            <details class="step">
              <summary>
                <strong>
                  {verbs[step.kind][step.doneAt === null ? 1 : 0]} {step.name}
                </strong>
                <StepState {...step} />
                <span class="step-when">
                  {step.doneAt !== null ? (
                    <Instant value={step.doneAt} />
                  ) : (
                    step.until !== null && (
                      <>
                        until <Instant value={step.until} />
                      </>
                    )
                  )}
                </span>
              </summary>
              <div class="stack-tight">
                {step.until !== null && (
                  <p>
                    Until <Instant value={step.until} />
                  </p>
                )}
                {step.error !== null && <p>{step.error}</p>}
                {step.input !== null && <Json title="Input" text={step.input} />}
                {step.output !== null && <Json title="Output" text={step.output} />}
              </div>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepState({ doneAt, signaled, failures }: WorkflowStep): JSX.Element {
  return (
    <>
      {doneAt === null && <Badge tone="info">Under way</Badge>}
      {signaled === true && <Badge>Signaled</Badge>}
      {signaled === false && doneAt !== null && <Badge>Deadline</Badge>}
      {failures > 0 && <Badge tone="warning">{count(failures, 'try', 'tries')} failed</Badge>}
    </>
  );
}
