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

import { createHash } from 'node:crypto';
import type { PullRequest, Repository, Session, Task } from '../state';
import type { World } from '../World';

/** Where the agent's own runs come from (behaviour 32); no such file exists. */
const AGENT_WORKFLOW_PATH = 'dynamic/copilot-swe-agent/copilot';

/** CI's runs are numbered after their pull requests, the agent's beyond them. */
const FIRST_CI_RUN_ID = 7_000_000_000;
const FIRST_AGENT_RUN_ID = 20_000_000_000;

/** What Actions calls the end of a session. */
const CONCLUSIONS: Record<string, string> = {
  completed: 'success',
  failed: 'failure',
  cancelled: 'cancelled',
  timed_out: 'timed_out',
};

/** One run of Actions, of CI on a pull request or of the agent. */
export type WorkflowRun = {
  id: number;
  name: string;
  path: string;
  event: 'pull_request' | 'dynamic';
  title: string;
  headBranch: string;
  headSha: string;
  status: 'in_progress' | 'completed';
  /** `action_required`: waits for "Approve and run workflows", with zero jobs (behaviour 64). */
  conclusion?: string;
  createdAt: number;
  updatedAt: number;
  actorId: number;
  /** The task whose session this is. */
  task?: Task;
  /** The pull request that CI runs for. */
  pull?: PullRequest;
};

/** All runs of a repository, newest first. */
export function workflowRunsOf(
  { state }: World,
  repository: Repository,
): WorkflowRun[] {
  return [
    ...state.pullRequestsOf(repository).flatMap(pull => ciRunOf(pull) ?? []),
    ...state
      .tasksOf(repository)
      .flatMap(task =>
        task.sessions.flatMap(session => agentRun(session, task, repository)),
      ),
  ].sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
}

/** CI's run for a pull request, if CI knows of it. */
export function ciRunOf(pull: PullRequest): WorkflowRun | undefined {
  if (pull.checks.length === 0 && !pull.checksAwaitApproval) return undefined;
  const isDone = pull.checks.every(check => check.status === 'completed');
  const hasFailed = pull.checks.some(check => check.conclusion === 'failure');
  const outcome = hasFailed ? 'failure' : 'success';
  return {
    id: pull.id + FIRST_CI_RUN_ID,
    name: 'CI',
    path: '.github/workflows/ci.yaml',
    event: 'pull_request',
    title: pull.title,
    headBranch: pull.headRef,
    headSha: pull.headSha,
    status: isDone ? 'completed' : 'in_progress',
    conclusion: conclusionOf(pull, isDone ? outcome : undefined),
    createdAt: pull.updatedAt,
    updatedAt: pull.updatedAt,
    actorId: pull.authorId,
    pull,
  };
}

function conclusionOf(
  { checksAwaitApproval }: PullRequest,
  outcome: string | undefined,
): string | undefined {
  return checksAwaitApproval ? 'action_required' : outcome;
}

/** A session's run. There is none to be found before there is a branch. */
function agentRun(
  session: Session,
  task: Task,
  repository: Repository,
): WorkflowRun[] {
  if (session.headRef === undefined) return [];
  const branch = repository.branches.get(session.headRef);
  const isOver = session.completedAt !== undefined;
  return [
    {
      id: FIRST_AGENT_RUN_ID + numberOf(session.id),
      name: 'Running Copilot cloud agent',
      path: AGENT_WORKFLOW_PATH,
      event: 'dynamic',
      title: session.name,
      headBranch: session.headRef,
      headSha: branch?.sha ?? '0'.repeat(40),
      status: isOver ? 'completed' : 'in_progress',
      conclusion: isOver ? CONCLUSIONS[session.state] ?? 'neutral' : undefined,
      createdAt: session.createdAt,
      updatedAt: session.updatedAt,
      actorId: session.userId,
      task,
    },
  ];
}

/** A stable number for an id. */
function numberOf(id: string): number {
  return createHash('sha1').update(id).digest().readUInt32BE(0);
}
