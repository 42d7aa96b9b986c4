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

/** Whether a task may be started here, by this person, with this token. */
import type { Request } from 'express';
import { GithubError, notFound } from '../../http/GithubError';
import type { ScenarioRefusal } from '../../lifecycle';
import type { Account, Repository, RepositoryRole } from '../../state';
import type { World } from '../../World';
import { agentTasksNotAccessible, samlRequired } from '../access';

/** Behaviours 46 and 47, and the rule that only writers may let the agent write. */
export function requireMayStart(
  { state }: World,
  creator: Account,
  repository: Repository,
  role: RepositoryRole,
): void {
  requireEnabled(repository, state.switches.agentDisabledCreate);
  if (!creator.hasCopilotPlan) throw planRequired();
  if (role === 'read') {
    throw new GithubError(
      403,
      'Write access to the repository is required to start a task.',
    );
  }
}

/** Behaviour 46. */
export function requireEnabled(
  repository: Repository,
  status: 403 | 404,
): void {
  if (!repository.agentEnabled) throw agentDisabled(status);
}

/** What a scenario says about the start itself, e.g. `[simulate: no-plan]`. */
export function refuseByScenario(
  world: World,
  request: Request,
  repository: Repository,
  prompt: unknown,
): void {
  const { refusal } = world.scenarios.choose(
    typeof prompt === 'string' ? prompt : '',
    repository.defaultScenario,
  );
  if (refusal) throw refusalError(refusal, world, request, repository);
}

function refusalError(
  refusal: ScenarioRefusal,
  world: World,
  request: Request,
  repository: Repository,
): GithubError {
  switch (refusal) {
    case 'agent-disabled':
      return agentDisabled(world.state.switches.agentDisabledCreate);
    case 'no-plan':
      return planRequired();
    case 'permission-missing':
      return agentTasksNotAccessible(request);
    case 'saml-required':
      return samlRequired(world, request, repository);
    default:
      throw new Error(`Unknown refusal: ${refusal satisfies never}`);
  }
}

function planRequired(): GithubError {
  return new GithubError(
    403,
    'A Copilot plan that includes the cloud agent is required to start a task.',
    { extra: { code: 'copilot_plan_required' } },
  );
}

function agentDisabled(status: 403 | 404): GithubError {
  return status === 404
    ? notFound()
    : new GithubError(
        403,
        'The Copilot cloud agent is disabled for this repository.',
      );
}
