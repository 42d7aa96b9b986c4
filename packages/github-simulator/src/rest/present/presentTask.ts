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

import { pullRequestNodeId } from '../../ids';
import type { Session, Switches, Task } from '../../state';
import type { World } from '../../World';
import type { ResponseBody } from '../openapi';
import { presentSimpleUser } from './presentAccount';
import { presentRepository } from './presentRepository';

type TaskBody = ResponseBody<'agent-tasks/create-task-in-repo', 201>;
type DetailBody = ResponseBody<'agent-tasks/get-task-by-id', 200>;
type SessionBody = NonNullable<DetailBody['sessions']>[number];
type Artifact = NonNullable<TaskBody['artifacts']>[number];

/** A task as the 201 and lists show it: without sessions (behaviour 2). */
export function presentTask(task: Task, world: World): TaskBody {
  const { state, clock, urls } = world;
  const repository =
    task.repositoryId === undefined
      ? undefined
      : state.repository(task.repositoryId);
  return {
    id: task.id,
    // Behaviours 17 and 18. Chats without a repository have only the account-wide address.
    url: repository
      ? `${urls.api}/agents/repos/${repository.ownerLogin}/${repository.name}/tasks/${task.id}`
      : `${urls.api}/agents/tasks/${task.id}`,
    html_url: repository
      ? `${urls.repository(repository)}/${
          state.switches.htmlUrlStyle === 'tasks' ? 'tasks' : 'copilot/tasks'
        }/${task.id}`
      : `${urls.base}/copilot/tasks/${task.id}`,
    name: task.name,
    creator: reference(task.creatorId, 'user', world),
    creator_type: 'user',
    user_collaborators: [],
    ...(repository && {
      owner: reference(repository.ownerId, 'user', world),
      repository: reference(repository.id, 'repository', world),
    }),
    // The published enum does not know the states that scenarios invent (behaviour 72).
    state: task.state as TaskBody['state'],
    session_count: task.sessions.length,
    artifacts: artifacts(task, world),
    archived_at:
      task.archivedAt === undefined ? null : clock.timestamp(task.archivedAt),
    updated_at: clock.timestamp(task.updatedAt),
    created_at: clock.timestamp(task.createdAt),
    ...(task.customAgent && { custom_agent: { id: task.customAgent } }),
    ...task.quirks.extraFields,
  };
}

/** A task as both detail routes show it. */
export function presentTaskDetail(task: Task, world: World): DetailBody {
  return {
    ...presentTask(task, world),
    sessions: task.sessions.map(session =>
      presentSession(session, task, world),
    ),
  } as DetailBody;
}

function presentSession(
  session: Session,
  task: Task,
  world: World,
): SessionBody {
  const { clock } = world;
  const presented = presentTask(task, world);
  return {
    id: session.id,
    name: session.name,
    user: reference(session.userId, 'user', world),
    owner: presented.owner,
    repository: presented.repository,
    task_id: task.id,
    state: session.state as SessionBody['state'],
    created_at: clock.timestamp(session.createdAt),
    updated_at: clock.timestamp(session.updatedAt),
    ...(session.completedAt !== undefined && {
      completed_at: clock.timestamp(session.completedAt),
    }),
    prompt: session.prompt,
    ...(session.headRef && { head_ref: session.headRef }),
    base_ref: session.baseRef,
    ...(session.model !== undefined && { model: session.model }),
    ...(session.usage && { usage: usage(session, task, world) }),
    ...(session.error && { error: session.error }),
  };
}

/** Behaviours 20 and 22: what exists so far, in no dependable order. */
function artifacts(task: Task, world: World): Artifact[] {
  const found: Artifact[] = [];
  const hasStarted = task.sessions.some(session => session.headRef);
  if (task.branch && hasStarted) {
    found.push({
      provider: 'github',
      type: 'branch',
      data: { head_ref: task.branch, base_ref: task.baseRef },
    });
  }
  if (task.pullRequestId !== undefined) {
    found.push({
      provider: 'github',
      type: 'pull',
      data: {
        id: task.pullRequestId,
        ...globalId(task, task.pullRequestId, world.state.switches),
      },
    });
  }
  const isTurnedAround = Number.parseInt(task.id[0], 16) % 2 === 0;
  return isTurnedAround ? found.reverse() : found;
}

/** Behaviour 23. */
function globalId(task: Task, pullRequestId: number, switches: Switches) {
  switch (task.quirks.globalId ?? switches.globalId) {
    case 'absent':
      return {};
    case 'blank':
      return { global_id: '' };
    default:
      return {
        global_id: pullRequestNodeId(task.repositoryId!, pullRequestId),
      };
  }
}

/** Behaviour 25. */
function usage(
  session: Session,
  task: Task,
  { state }: World,
): SessionBody['usage'] {
  const { type, amount } = session.usage!;
  const shape = task.quirks.usageShape ?? state.switches.usageShape;
  // `credits` is the spelling before the published one, so no published type has it.
  if (shape === 'premium-requests') {
    // Sessions before June 2026: a plain, possibly fractional number.
    return { type: 'premium_requests', amount: 1.5 };
  }
  return (
    shape === 'credits' ? { type, credits: amount } : { type, amount }
  ) as SessionBody['usage'];
}

/** Behaviour 19: only the id; by switch the bare number, or the whole object. */
function reference(
  id: number,
  kind: 'user' | 'repository',
  { state, urls, clock }: World,
): { id: number } {
  switch (state.switches.references) {
    case 'number':
      return id as unknown as { id: number };
    case 'rich':
      return (
        kind === 'user'
          ? presentSimpleUser(state.account(id), urls)
          : presentRepository(state.repository(id), {
              state,
              urls,
              timestamp: at => clock.timestamp(at),
              apiVersion: '2026-03-10',
            })
      ) as { id: number };
    default:
      return { id };
  }
}
