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

import { Request, Router } from 'express';
import { notFound } from '../http/GithubError';
import { queryValue } from '../http/query';
import { replyJson } from '../http/reply';
import type { PullRequest, Repository } from '../state';
import type { World } from '../World';
import { requireRepository } from './access';
import { findRef } from './refs';

/** Check runs of a commit, and workflow runs that wait for approval (behaviour 64). */
export function checksRouter(world: World): Router {
  const router = Router({ strict: true });
  const { clock, urls } = world;

  router.get(
    '/repos/:owner/:repo/commits/:ref(*)/check-runs',
    (request, response) => {
      const { repository } = requireRepository(world, request);
      const pull = pullOfRef(world, repository, request.params.ref);
      const html = urls.repository(repository);
      const runs = (pull?.checks ?? []).map(check => ({
        id: check.id,
        name: check.name,
        head_sha: pull!.headSha,
        status: check.status,
        conclusion: check.conclusion ?? null,
        started_at: clock.timestamp(check.startedAt),
        completed_at:
          check.completedAt === undefined
            ? null
            : clock.timestamp(check.completedAt),
        url: `${urls.repositoryApi(repository)}/check-runs/${check.id}`,
        html_url: `${html}/pull/${pull!.number}/checks`,
        details_url: `${html}/pull/${pull!.number}/checks`,
      }));
      replyJson(request, response, 200, {
        total_count: runs.length,
        check_runs: runs,
      });
    },
  );

  router.get('/repos/:owner/:repo/actions/runs', (request, response) => {
    const { repository } = requireRepository(world, request);
    const runs = world.state
      .pullRequestsOf(repository)
      .filter(pull => isWanted(request, pull))
      .flatMap(pull => workflowRuns(world, repository, pull));
    replyJson(request, response, 200, {
      total_count: runs.length,
      workflow_runs: runs,
    });
  });

  return router;
}

function pullOfRef(
  { state }: World,
  repository: Repository,
  ref: string,
): PullRequest | undefined {
  const branch = findRef(repository, ref);
  const pull = state
    .pullRequestsOf(repository)
    .find(
      ({ headRef, headSha }) => headRef === branch?.name || headSha === ref,
    );
  if (!branch && !pull) throw notFound();
  return pull;
}

function isWanted(request: Request, pull: PullRequest): boolean {
  const branch = queryValue(request, 'branch');
  const sha = queryValue(request, 'head_sha');
  return (
    (branch === undefined || pull.headRef === branch) &&
    (sha === undefined || pull.headSha === sha)
  );
}

function workflowRuns(
  { clock, urls }: World,
  repository: Repository,
  pull: PullRequest,
) {
  if (pull.checks.length === 0 && !pull.checksAwaitApproval) return [];
  const isDone = pull.checks.every(check => check.status === 'completed');
  const hasFailed = pull.checks.some(check => check.conclusion === 'failure');
  const outcome = hasFailed ? 'failure' : 'success';
  const id = pull.id + 7_000_000_000;
  return [
    {
      id,
      name: 'CI',
      path: '.github/workflows/ci.yaml',
      event: 'pull_request',
      head_branch: pull.headRef,
      head_sha: pull.headSha,
      // A run that waits for "Approve and run workflows" counts as completed, with zero jobs.
      status: isDone ? 'completed' : 'in_progress',
      conclusion: conclusion(pull.checksAwaitApproval, isDone, outcome),
      html_url: `${urls.pullRequest(repository, pull)}/checks`,
      url: `${urls.repositoryApi(repository)}/actions/runs/${id}`,
      created_at: clock.timestamp(pull.updatedAt),
      updated_at: clock.timestamp(pull.updatedAt),
    },
  ];
}

function conclusion(
  awaitsApproval: boolean,
  isDone: boolean,
  outcome: string,
): string | null {
  if (awaitsApproval) return 'action_required';
  return isDone ? outcome : null;
}
