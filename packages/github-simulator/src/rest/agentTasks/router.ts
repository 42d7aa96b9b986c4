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

/**
 * The five agent task endpoints. There is no way to change, stop or delete a
 * task: any other method on a task is refused (behaviour 33).
 */
import { Request, Router } from 'express';
import { GithubError, notFound } from '../../http/GithubError';
import { requireJsonObject } from '../../http/requireJsonObject';
import { createTask } from '../../lifecycle';
import type { Task } from '../../state';
import type { World } from '../../World';
import { answer } from '../answer';
import { requireAgentTasks, requireRepository, visibleRole } from '../access';
import { presentTask, presentTaskDetail } from '../present/presentTask';
import { listTasks } from './listTasks';
import { refuseByScenario, requireEnabled, requireMayStart } from './mayStart';
import { isKnownModel, validateTaskRequest } from './validateTaskRequest';

const TASK_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function agentTasksRouter(world: World): Router {
  const { state } = world;
  const router = Router({ strict: true });

  router.get('/agents/tasks', (request, response) => {
    const caller = requireAgentTasks(request, 'read');
    listTasks(world, request, response, {
      operation: 'agent-tasks/list-tasks',
      filtersCreators: false,
      // Behaviour 43: the caller's own, including those without a repository.
      of: { creator: caller },
      isVisible: readableTasks(world, request),
    });
  });

  router.get('/agents/repos/:owner/:repo/tasks', (request, response) => {
    requireAgentTasks(request, 'read');
    const { repository } = requireRepository(world, request);
    requireEnabled(repository, state.switches.agentDisabledList);
    listTasks(world, request, response, {
      operation: 'agent-tasks/list-tasks-for-repo',
      filtersCreators: true,
      // Behaviour 42: everybody's tasks.
      of: { repository },
    });
  });

  router.post('/agents/repos/:owner/:repo/tasks', (request, response) => {
    const creator = requireAgentTasks(request, 'write');
    const { repository, role } = requireRepository(world, request);
    const body = requireJsonObject(request);
    requireMayStart(world, creator, repository, role);
    refuseByScenario(world, request, repository, body.prompt);
    const valid = validateTaskRequest(body, {
      repository,
      switches: state.switches,
    });
    const task = createTask(
      { state, scenarios: world.scenarios, now: world.clock.now() },
      {
        creator,
        repository,
        prompt: valid.prompt,
        baseRef: valid.base_ref,
        headRef: valid.head_ref,
        model: valid.model,
        customAgent: valid.custom_agent,
        // Behaviour 10.
        createPullRequest:
          valid.create_pull_request ?? state.switches.omittedCreatePullRequest,
        scenario:
          valid.model && !isKnownModel(valid.model)
            ? 'late-model-error'
            : undefined,
      },
    );
    world.lifecycle.begin(task);
    // Behaviour 1: almost nothing is known yet.
    answer('agent-tasks/create-task-in-repo', request, response, 201, {
      ...presentTask(task, world),
      session_count: state.switches.sessionCountOnCreate,
    });
  });

  router.get('/agents/repos/:owner/:repo/tasks/:id', (request, response) => {
    requireAgentTasks(request, 'read');
    const { repository } = requireRepository(world, request);
    const task = requireTask(world, request);
    // Behaviour 45.
    if (task.repositoryId !== repository.id) throw notFound();
    answer(
      'agent-tasks/get-task-by-repo-and-id',
      request,
      response,
      200,
      presentTaskDetail(task, world),
      { etag: state.switches.taskEtags },
    );
  });

  router.get('/agents/tasks/:id', (request, response) => {
    const caller = requireAgentTasks(request, 'read');
    const task = requireTask(world, request);
    const isForeign = task.creatorId !== caller.id;
    if (
      !isReadable(world, request, task) ||
      (isForeign && !state.switches.foreignTaskById)
    ) {
      throw notFound();
    }
    answer(
      'agent-tasks/get-task-by-id',
      request,
      response,
      200,
      presentTaskDetail(task, world),
      { etag: state.switches.taskEtags },
    );
  });

  router.all(
    ['/agents/tasks/:id', '/agents/repos/:owner/:repo/tasks/:id'],
    request => {
      requireAgentTasks(request, 'read');
      throw state.switches.wrongMethodOnTask === 405
        ? new GithubError(405, 'Method Not Allowed', {
            headers: { Allow: 'GET, HEAD' },
          })
        : notFound();
    },
  );

  return router;
}

function requireTask({ state }: World, request: Request): Task {
  const { id } = request.params;
  if (!TASK_ID.test(id)) throw new GithubError(400, 'Invalid task ID');
  const task = state.tasks.get(id.toLowerCase());
  if (!task) throw notFound();
  return task;
}

/**
 * Whether the caller may read a task, quickly: only private repositories and
 * those behind SAML raise a question at all, and each raises it once.
 */
function readableTasks(
  world: World,
  request: Request,
): (task: Task) => boolean {
  const { state } = world;
  const guarded = new Set<number>();
  for (const {
    id,
    private: isPrivate,
    ownerId,
  } of state.repositories.values()) {
    if (isPrivate || state.account(ownerId).requiresSaml) guarded.add(id);
  }
  const answers = new Map<number, boolean>();
  return task => {
    const { repositoryId } = task;
    if (repositoryId === undefined || !guarded.has(repositoryId)) return true;
    const known = answers.get(repositoryId);
    if (known !== undefined) return known;
    const isVisible = isReadable(world, request, task);
    answers.set(repositoryId, isVisible);
    return isVisible;
  };
}

function isReadable(world: World, request: Request, task: Task): boolean {
  return (
    task.repositoryId === undefined ||
    visibleRole(world, request, world.state.repository(task.repositoryId)) !==
      undefined
  );
}
