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

import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Task, Transition } from 'backstage-plugin-agent-tasks-common';

type Payload = NotificationSendOptions['payload'];

/**
 * What the requester is told about a transition, if anything: that the work has
 * ended, or that the agent waits for an answer.
 */
export function describeTransition(
  task: Task,
  transition: Transition,
): Payload | undefined {
  if (transition.kind !== 'state') return undefined;
  const said = sentences(task)[transition.to];
  if (!said) return undefined;
  return {
    ...said,
    link: `/agent-tasks/tasks/${task.id}`,
    topic: 'agent-tasks',
    // A later notification about the same task takes the place of this one.
    scope: `agent-task:${task.id}`,
  };
}

function sentences(
  task: Task,
): Record<string, Pick<Payload, 'title' | 'description' | 'severity'>> {
  const { title, repository, pullRequest, error } = task;
  const withReason = (otherwise: string) =>
    `${title}: ${error?.message ?? otherwise}`;
  return {
    completed: {
      title: pullRequest
        ? `Pull request #${pullRequest.number} in ${repository} is ready for review`
        : `The agent has finished its task in ${repository}`,
      description: title,
      severity: 'normal',
    },
    waiting_for_user: {
      title: `The agent waits for your answer in ${repository}`,
      description: `${title}. Answer it on GitHub; the agent goes on after that.`,
      severity: 'high',
    },
    failed: {
      title: `The agent failed in ${repository}`,
      description: withReason('GitHub gave no reason.'),
      severity: 'high',
    },
    timed_out: {
      title: `The agent ran out of time in ${repository}`,
      description: withReason('GitHub ended the session.'),
      severity: 'high',
    },
    cancelled: {
      title: `The agent was stopped in ${repository}`,
      description: withReason('Someone stopped it on GitHub.'),
      severity: 'normal',
    },
  };
}
