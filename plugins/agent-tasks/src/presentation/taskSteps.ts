/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import type { Task } from 'backstage-plugin-agent-tasks-common';

/** How a task stands to one stage; `missed`: it ended without it. */
export type StepStatus = 'done' | 'current' | 'upcoming' | 'missed';

/** One stage on the way to a pull request. */
export type TaskStep = {
  name: 'queued' | 'working' | 'pullRequest' | 'ready';
  status: StepStatus;
};

type Progress =
  | 'refused'
  | 'lost'
  | 'queued'
  | 'working'
  | 'completed'
  | 'broken';

type Stages = Record<'queued' | 'working' | 'ready', StepStatus> & {
  withoutPullRequest: StepStatus;
};

const STAGES: Record<Progress, Stages> = {
  refused: stages('missed', 'missed', 'missed', 'missed'),
  lost: stages('upcoming', 'upcoming', 'upcoming', 'upcoming'),
  queued: stages('current', 'upcoming', 'upcoming', 'upcoming'),
  working: stages('done', 'current', 'upcoming', 'upcoming'),
  completed: stages('done', 'done', 'missed', 'done'),
  broken: stages('done', 'missed', 'missed', 'missed'),
};

/**
 * The way of a task: queued, working, pull request, ready. GitHub may open the
 * pull request long before the work is done, so a later step can be done while
 * an earlier one is current. Without a pull request asked for, it has no such step.
 */
export function taskSteps(task: Task): TaskStep[] {
  const reached = STAGES[progressOf(task)];
  const hasPullRequest = Boolean(task.pullRequest);
  const steps: TaskStep[] = [
    { name: 'queued', status: reached.queued },
    { name: 'working', status: reached.working },
  ];
  if (task.createPullRequest || hasPullRequest) {
    steps.push({
      name: 'pullRequest',
      status: hasPullRequest ? 'done' : reached.withoutPullRequest,
    });
  }
  steps.push({ name: 'ready', status: reached.ready });
  return steps;
}

function progressOf(task: Task): Progress {
  if (task.dispatch.status === 'rejected') return 'refused';
  // Nothing is known of it, and nothing more expected once nobody looks for it.
  if (task.dispatch.status === 'unknown')
    return task.tracking.status === 'ended' ? 'refused' : 'lost';
  switch (task.state) {
    case undefined:
    case 'queued':
      return 'queued';
    case 'completed':
      return 'completed';
    case 'failed':
    case 'timed_out':
    case 'cancelled':
      return 'broken';
    default:
      return 'working';
  }
}

function stages(
  queued: StepStatus,
  working: StepStatus,
  withoutPullRequest: StepStatus,
  ready: StepStatus,
): Stages {
  return { queued, working, withoutPullRequest, ready };
}
