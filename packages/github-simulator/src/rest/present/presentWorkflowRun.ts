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

import type { Repository } from '../../state';
import type { World } from '../../World';
import type { Schema } from '../openapi';
import type { WorkflowRun } from '../workflowRuns';
import { presentSimpleUser } from './presentAccount';
import { presentRepository } from './presentRepository';

/** A run of Actions. */
export function presentWorkflowRun(
  run: WorkflowRun,
  repository: Repository,
  { state, urls, clock }: World,
): Schema<'workflow-run'> {
  const api = urls.repositoryApi(repository);
  const self = `${api}/actions/runs/${run.id}`;
  const suiteId = run.id + 1;
  const workflowId = run.event === 'dynamic' ? 1_002 : 1_001;
  const presented: Schema<'minimal-repository'> = {
    ...presentRepository(repository, {
      state,
      urls,
      timestamp: at => clock.timestamp(at),
      apiVersion: '2026-03-10',
    }),
    license: null,
  };
  const actor = presentSimpleUser(state.account(run.actorId), urls);
  return {
    id: run.id,
    name: run.name,
    node_id: `WFR_${run.id}`,
    check_suite_id: suiteId,
    check_suite_node_id: `CS_${suiteId}`,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.title,
    run_number: 1,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion ?? null,
    workflow_id: workflowId,
    url: self,
    html_url: `${urls.repository(repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: clock.timestamp(run.createdAt),
    updated_at: clock.timestamp(run.updatedAt),
    run_started_at: clock.timestamp(run.createdAt),
    actor,
    triggering_actor: actor,
    jobs_url: `${self}/jobs`,
    logs_url: `${self}/logs`,
    check_suite_url: `${api}/check-suites/${suiteId}`,
    artifacts_url: `${self}/artifacts`,
    cancel_url: `${self}/cancel`,
    rerun_url: `${self}/rerun`,
    workflow_url: `${api}/actions/workflows/${workflowId}`,
    head_commit: null,
    repository: presented,
    head_repository: presented,
  };
}
