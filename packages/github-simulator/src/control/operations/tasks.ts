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

import { z } from 'zod';
import { createTask } from '../../lifecycle';
import type { Task } from '../../state';
import type { World } from '../../World';
import type { SimulatedTask } from '../SimulatorControl';
import { requirePerson, requireRepository, requireTask } from './lookup';
import { requireScenario } from './requireScenario';
import { ControlError, operation } from './operation';

const byId = z.object({ id: z.string() });

export const taskOperations = {
  tasks: operation(
    z.object({
      repository: z.string().optional(),
      state: z.string().optional(),
    }),
    ({ repository, state }, world) => {
      const wanted = repository && requireRepository(world, repository);
      return [...world.state.tasks.values()]
        .filter(
          task =>
            (!wanted || task.repositoryId === wanted.id) &&
            (!state || task.state === state),
        )
        .sort((a, b) => b.createdAt - a.createdAt)
        .map(task => describeTask(task, world));
    },
  ),
  startTask: operation(
    z.object({
      repository: z.string(),
      by: z.string(),
      prompt: z.string().min(1),
      source: z.enum(['issue', 'cli']).optional(),
      scenario: z.string().optional(),
    }),
    ({ repository, by, ...request }, world) => {
      const { scenarios, state, lifecycle, clock } = world;
      if (request.scenario) requireScenario(world, request.scenario);
      const task = createTask(
        { state, scenarios, now: clock.now() },
        {
          ...request,
          repository: requireRepository(world, repository),
          creator: requirePerson(world, by),
          createPullRequest: true,
        },
      );
      lifecycle.begin(task);
      return describeTask(task, world);
    },
  ),
  task: operation(byId, ({ id }, world) =>
    describeTask(requireTask(world, id), world),
  ),
  answerTask: operation(byId, ({ id }, world) => {
    const task = requireTask(world, id);
    if (!world.lifecycle.answer(task)) {
      throw new ControlError(
        `Task ${id} is ${task.state}; only waiting_for_user and idle tasks can be answered`,
      );
    }
    return describeTask(task, world);
  }),
  followUpTask: operation(
    z.object({ id: z.string(), prompt: z.string().min(1) }),
    ({ id, prompt }, world) => {
      const task = requireTaskOfRepository(world, id);
      world.lifecycle.followUp(task, prompt);
      return describeTask(task, world);
    },
  ),
  completeTask: operation(byId, ({ id }, world) => {
    const task = requireTaskOfRepository(world, id);
    world.lifecycle.complete(task);
    return describeTask(task, world);
  }),
  failTask: operation(
    z.object({ id: z.string(), message: z.string().optional() }),
    ({ id, message = 'The agent encountered an error.' }, world) => {
      const task = requireTaskOfRepository(world, id);
      world.lifecycle.stop(task, 'failed', message);
      return describeTask(task, world);
    },
  ),
  cancelTask: operation(byId, ({ id }, world) => {
    const task = requireTaskOfRepository(world, id);
    world.lifecycle.stop(task, 'cancelled');
    return describeTask(task, world);
  }),
  updateTask: operation(
    z.object({
      id: z.string(),
      state: z.string().optional(),
      name: z.string().optional(),
      archived: z.boolean().optional(),
      extraFields: z.record(z.string(), z.unknown()).optional(),
      touch: z.boolean().default(true),
    }),
    ({ id, touch, ...change }, world) => {
      const task = requireTask(world, id);
      const now = world.clock.now();
      if (change.state !== undefined) {
        task.state = change.state;
        const session = task.sessions.at(-1);
        if (session) session.state = change.state;
      }
      task.name = change.name ?? task.name;
      if (change.archived !== undefined) {
        task.archivedAt = change.archived ? now : undefined;
      }
      task.quirks.extraFields = change.extraFields ?? task.quirks.extraFields;
      if (touch) task.updatedAt = now;
      return describeTask(task, world);
    },
  ),
};

function requireTaskOfRepository(world: World, id: string): Task {
  const task = requireTask(world, id);
  if (task.repositoryId === undefined) {
    throw new ControlError(
      `Task ${id} is a chat that belongs to no repository`,
    );
  }
  return task;
}

/** See {@link SimulatedTask}. */
export function describeTask(
  task: Task,
  { state, clock }: World,
): SimulatedTask {
  const repository =
    task.repositoryId === undefined
      ? undefined
      : state.repository(task.repositoryId);
  return {
    id: task.id,
    repository: repository && `${repository.ownerLogin}/${repository.name}`,
    creator: state.account(task.creatorId).login,
    name: task.name,
    prompt: task.prompt,
    state: task.state,
    scenario: task.scenario,
    branch: task.branch,
    pullRequestNumber: state.pullRequests.get(task.pullRequestId ?? -1)?.number,
    sessionCount: task.sessions.length,
    isArchived: task.archivedAt !== undefined,
    createdAt: clock.timestamp(task.createdAt),
    updatedAt: clock.timestamp(task.updatedAt),
  };
}
