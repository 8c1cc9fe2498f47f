import type { WorkflowSummary } from '../api';
import type { Tone } from '../design';

/** How it stands with a workflow. */
export const workflowStates: Record<WorkflowSummary['status'], { label: string; tone: Tone }> = {
  running: { label: 'Waiting', tone: 'info' },
  completed: { label: 'Completed', tone: 'positive' },
  failed: { label: 'Failed', tone: 'danger' },
  canceled: { label: 'Canceled', tone: 'neutral' },
};
