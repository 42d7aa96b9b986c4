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
import { GithubError, notFound } from '../http/GithubError';
import { paginate, pageRequest } from '../http/pagination';
import { queryValue } from '../http/query';
import type { Repository } from '../state';
import type { World } from '../World';
import { requireRepository, requireUser } from './access';
import { answer } from './answer';
import { presentWorkflowRun } from './present/presentWorkflowRun';
import { requestUrl } from './repositories';
import { WorkflowRun, workflowRunsOf } from './workflowRuns';

const RUNS = '/repos/:owner/:repo/actions/runs';

/**
 * Actions runs: of CI on pull requests, and of the agent itself. Cancelling the
 * agent's run is the only way to stop a task through an API (behaviour 32).
 */
export function actionsRouter(world: World): Router {
  const router = Router({ strict: true });

  router.get(RUNS, (request, response) => {
    const { repository } = requireRepository(world, request);
    const runs = workflowRunsOf(world, repository).filter(run =>
      isWanted(request, run),
    );
    const page = paginate(runs, pageRequest(request, 'clamp'), {
      url: requestUrl(world, request),
      links: 'usual',
    });
    if (page.link) response.set('Link', page.link);
    answer('actions/list-workflow-runs-for-repo', request, response, 200, {
      total_count: runs.length,
      workflow_runs: page.items.map(run =>
        presentWorkflowRun(run, repository, world),
      ),
    });
  });

  router.get(`${RUNS}/:id`, (request, response) => {
    const { repository, run } = requireRun(world, request);
    answer(
      'actions/get-workflow-run',
      request,
      response,
      200,
      presentWorkflowRun(run, repository, world),
    );
  });

  router.get(`${RUNS}/:id/jobs`, (request, response) => {
    requireRun(world, request);
    // What counts is that a run which awaits approval has none (behaviour 64).
    answer('actions/list-jobs-for-workflow-run', request, response, 200, {
      total_count: 0,
      jobs: [],
    });
  });

  router.post(`${RUNS}/:id/cancel`, (request, response) => {
    const { run } = requireWritableRun(world, request);
    if (run.status === 'completed' || !run.task) {
      throw new GithubError(
        409,
        'Cannot cancel a workflow run that is completed.',
      );
    }
    world.lifecycle.stop(run.task, 'cancelled');
    answer('actions/cancel-workflow-run', request, response, 202, {});
  });

  router.post(`${RUNS}/:id/approve`, (request, response) => {
    const { run } = requireWritableRun(world, request);
    if (run.conclusion !== 'action_required' || !run.pull) {
      throw new GithubError(
        403,
        'This workflow run is not waiting for approval.',
      );
    }
    world.lifecycle.approveChecks(run.pull);
    answer('actions/approve-workflow-run', request, response, 201, {});
  });

  return router;
}

function requireRun(
  world: World,
  request: Request,
): { repository: Repository; run: WorkflowRun; role: string } {
  const { repository, role } = requireRepository(world, request);
  const run = workflowRunsOf(world, repository).find(
    ({ id }) => id === Number(request.params.id),
  );
  if (!run) throw notFound();
  return { repository, run, role };
}

function requireWritableRun(world: World, request: Request) {
  requireUser(request);
  const found = requireRun(world, request);
  if (found.role === 'read') {
    throw new GithubError(403, 'Must have admin rights to Repository.');
  }
  return found;
}

function isWanted(request: Request, run: WorkflowRun): boolean {
  const fits = (name: string, ...values: (string | undefined)[]) => {
    const wanted = queryValue(request, name);
    return wanted === undefined || values.includes(wanted);
  };
  return (
    fits('branch', run.headBranch) &&
    fits('head_sha', run.headSha) &&
    fits('event', run.event) &&
    // GitHub takes a conclusion for a status, too.
    fits('status', run.status, run.conclusion)
  );
}
