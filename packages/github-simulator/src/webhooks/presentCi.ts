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

/** What CI tells of itself: its run, and the suite of checks that the run reports to. */
import type { PullRequest } from '../state';
import type { World } from '../World';
import { presentSimpleUser } from '../rest/present/presentAccount';
import { presentWorkflowRun } from '../rest/present/presentWorkflowRun';
import { ciRunOf } from '../rest/workflowRuns';
import type { Schema } from '../rest/openapi';
import { presentSurroundings, type Widened } from './presentSurroundings';

export function presentWorkflowRunEvent(
  action: 'requested' | 'completed',
  pull: PullRequest,
  world: World,
): Widened<
  | Schema<'webhook-workflow-run-requested'>
  | Schema<'webhook-workflow-run-completed'>
> {
  const { run, headCommit, pullRequests } = presentRun(pull, world);
  return {
    ...presentSurroundings(pull, pull.authorId, world),
    action,
    workflow: presentWorkflow(pull, world),
    workflow_run: {
      ...run,
      actor: run.actor ?? null,
      triggering_actor: run.triggering_actor ?? null,
      check_suite_id: run.check_suite_id!,
      check_suite_node_id: run.check_suite_node_id!,
      name: run.name ?? null,
      run_started_at: run.run_started_at!,
      run_attempt: run.run_attempt!,
      status: action === 'requested' ? 'queued' : 'completed',
      conclusion: action === 'requested' ? null : run.conclusion,
      head_commit: headCommit,
      pull_requests: pullRequests,
      previous_attempt_url: null,
    },
  };
}

export function presentCheckSuiteEvent(
  pull: PullRequest,
  world: World,
): Widened<Schema<'webhook-check-suite-completed'>> {
  const { run, headCommit, pullRequests } = presentRun(pull, world);
  const url = run.check_suite_url;
  return {
    ...presentSurroundings(pull, pull.authorId, world),
    action: 'completed',
    check_suite: {
      id: run.check_suite_id!,
      node_id: run.check_suite_node_id!,
      head_branch: run.head_branch,
      head_sha: run.head_sha,
      head_commit: headCommit,
      status: run.status,
      conclusion: run.conclusion,
      before: null,
      after: run.head_sha,
      url,
      check_runs_url: `${url}/check-runs`,
      latest_check_runs_count: pull.checks.length,
      pull_requests: pullRequests,
      created_at: run.created_at,
      updated_at: run.updated_at,
      app: presentActionsApp(pull, world),
    },
  };
}

function presentRun(pull: PullRequest, world: World) {
  const { state, urls, clock } = world;
  const repository = state.repository(pull.repositoryId);
  const run = presentWorkflowRun(ciRunOf(pull)!, repository, world);
  const person = { name: 'Copilot', email: null };
  const commit = pull.commits.at(-1);
  const repo = {
    id: repository.id,
    name: repository.name,
    url: urls.repositoryApi(repository),
  };
  return {
    run,
    headCommit: {
      id: pull.headSha,
      tree_id: pull.headSha,
      message: commit?.message ?? pull.title,
      timestamp: clock.timestamp(commit?.at ?? pull.updatedAt),
      author: person,
      committer: person,
    },
    pullRequests: [
      {
        id: pull.id,
        number: pull.number,
        url: urls.pullRequestApi(repository, pull),
        head: { ref: pull.headRef, sha: pull.headSha, repo },
        base: { ref: pull.baseRef, sha: pull.baseSha, repo },
      },
    ],
  };
}

function presentWorkflow(
  pull: PullRequest,
  { state, urls, clock }: World,
): Schema<'webhooks_workflow'> {
  const repository = state.repository(pull.repositoryId);
  const { name, path } = ciRunOf(pull)!;
  const html = urls.repository(repository);
  return {
    id: 1_001,
    node_id: 'W_1001',
    name,
    path,
    state: 'active',
    created_at: clock.timestamp(repository.createdAt),
    updated_at: clock.timestamp(repository.createdAt),
    url: `${urls.repositoryApi(repository)}/actions/workflows/1001`,
    html_url: `${html}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${html}/workflows/${name}/badge.svg`,
  };
}

function presentActionsApp(
  pull: PullRequest,
  { state, urls, clock }: World,
): Widened<
  NonNullable<Schema<'webhook-check-suite-completed'>['check_suite']['app']>
> {
  const repository = state.repository(pull.repositoryId);
  const createdAt = clock.timestamp(repository.createdAt);
  return {
    id: 15_368,
    node_id: 'A_15368',
    slug: 'github-actions',
    name: 'GitHub Actions',
    description: 'Automate your workflow',
    external_url: `${urls.base}/features/actions`,
    html_url: `${urls.base}/apps/github-actions`,
    created_at: createdAt,
    updated_at: createdAt,
    owner: presentSimpleUser(state.account(repository.ownerId), urls),
  };
}
