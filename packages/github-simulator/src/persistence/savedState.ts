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
 * The state as JSON, and back. What is left out is what a restart may forget:
 * the request log, armed faults, limits, open sign-ins and registered clients.
 */
import { z } from 'zod';
import { GitObjects } from '../git';
import type { PlannedStep, Scenario } from '../lifecycle';
import type { AccessToken } from '../oauth/types';
import type {
  Account,
  PullRequest,
  Repository,
  Switches,
  Task,
} from '../state';
import type { World } from '../World';

/** Counts up whenever an older simulator could not read the file. */
export const STATE_VERSION = 1;
export const STATE_FORMAT = 'github-agent-tasks-simulator';

type SavedRepository = Omit<
  Repository,
  'roles' | 'branches' | 'tags' | 'objects'
> & {
  roles: [string, string][];
  branches: [string, unknown][];
  tags: [string, string][];
  objects: Parameters<typeof GitObjects.fromJSON>[0];
};

/** What a state file holds. */
export type SavedState = {
  format: typeof STATE_FORMAT;
  version: typeof STATE_VERSION;
  /** Simulated milliseconds since 1970. */
  now: number;
  accounts: Account[];
  repositories: SavedRepository[];
  tasks: Task[];
  pullRequests: PullRequest[];
  tokens: AccessToken[];
  planned: PlannedStep[];
  scenarios: { fallback: string; added: Scenario[] };
  switches: Partial<Switches>;
};

const entries = z.array(z.tuple([z.string(), z.unknown()]));
const withId = z.looseObject({ id: z.union([z.number(), z.string()]) });

/** Enough to tell a state file from anything else, and a whole one from a broken one. */
export const savedStateSchema = z.looseObject({
  format: z.literal(STATE_FORMAT),
  version: z.literal(STATE_VERSION),
  now: z.number(),
  accounts: z.array(withId.extend({ login: z.string(), type: z.string() })),
  repositories: z.array(
    withId.extend({
      ownerId: z.number(),
      ownerLogin: z.string(),
      name: z.string(),
      roles: entries,
      branches: entries,
      tags: entries,
      objects: z.record(z.string(), z.tuple([z.string(), z.string()])),
    }),
  ),
  tasks: z.array(
    withId.extend({
      creatorId: z.number(),
      state: z.string(),
      sessions: z.array(withId),
      quirks: z.looseObject({}),
    }),
  ),
  pullRequests: z.array(
    withId.extend({
      number: z.number(),
      repositoryId: z.number(),
      files: z.array(z.looseObject({ path: z.string() })),
      checks: z.array(withId),
    }),
  ),
  tokens: z.array(
    z.looseObject({ value: z.string(), kind: z.string(), userId: z.number() }),
  ),
  planned: z.array(
    z.looseObject({
      taskId: z.string(),
      step: z.looseObject({ do: z.string() }),
      dueAt: z.number(),
    }),
  ),
  scenarios: z.object({
    fallback: z.string(),
    added: z.array(z.looseObject({ name: z.string() })),
  }),
  switches: z.looseObject({}),
});

/** Everything that is to outlive the process. */
export function saveState(world: World): SavedState {
  const { state, clock, tokens, lifecycle, scenarios } = world;
  return {
    format: STATE_FORMAT,
    version: STATE_VERSION,
    now: clock.now(),
    accounts: [...state.accounts.values()],
    repositories: [...state.repositories.values()].map(
      ({ roles, branches, tags, objects, ...repository }) => ({
        ...repository,
        roles: [...roles],
        branches: [...branches],
        tags: [...tags],
        objects: objects.toJSON(),
      }),
    ),
    tasks: [...state.tasks.values()],
    pullRequests: [...state.pullRequests.values()],
    tokens: tokens.list(),
    planned: lifecycle.planned(),
    scenarios: { fallback: scenarios.fallback, added: scenarios.added() },
    switches: { ...state.switches },
  };
}

/** Fills an empty world. What has become due since then happens at once. */
export function restoreState(saved: SavedState, world: World): void {
  const { state, tokens, lifecycle, scenarios } = world;
  for (const account of saved.accounts) state.accounts.set(account.id, account);
  for (const repository of saved.repositories) {
    state.repositories.set(repository.id, {
      ...repository,
      roles: new Map(repository.roles) as Repository['roles'],
      branches: new Map(repository.branches) as Repository['branches'],
      tags: new Map(repository.tags),
      objects: GitObjects.fromJSON(repository.objects),
    });
  }
  for (const task of saved.tasks) state.tasks.set(task.id, task);
  for (const pull of saved.pullRequests) state.pullRequests.set(pull.id, pull);
  skipUsedIds(saved, world);
  for (const token of saved.tokens) tokens.add(token);
  for (const scenario of saved.scenarios.added) scenarios.add(scenario);
  scenarios.setFallback(saved.scenarios.fallback);
  lifecycle.restore(saved.planned);
}

function skipUsedIds({ pullRequests }: SavedState, { state }: World): void {
  const lastPull = Math.max(0, ...pullRequests.map(({ id }) => id));
  const lastCheck = Math.max(
    0,
    ...pullRequests.flatMap(({ checks }) => checks.map(({ id }) => id)),
  );
  if (lastPull > 0) while (state.takePullRequestId() < lastPull);
  if (lastCheck > 0) while (state.takeCheckRunId() < lastCheck);
}
