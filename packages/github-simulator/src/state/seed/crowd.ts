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
 * A large company, for benchmarks: as many repositories and tasks as asked for,
 * always the same ones. The people have equal shares of the tasks; every fifth
 * task belongs to one busy repository.
 */
import { createHash } from 'node:crypto';
import { GitObjects, compareFiles } from '../../git';
import { COPILOT_BOT_ID, ORGANIZATION_ID, simulatorPeople } from '../wellKnown';
import { commitFiles, signatureOf } from '../commitToBranch';
import type {
  Account,
  ChangedFile,
  PullRequest,
  Repository,
  Task,
} from '../model';
import type { SimulatorState } from '../SimulatorState';
import { seedCrowdPeople } from './crowdPeople';
import { serviceFiles } from './files';

/** How many there are besides those of every simulator. */
export type CrowdSize = {
  tasks: number;
  repositories: number;
  /** `person-00001` and so on, to whom the tasks belong; without them the four have equal shares. */
  people?: number;
  /** So many of the tasks are still in progress, with a draft, and stay so; the others are finished. */
  unfinished?: number;
};

const FIRST_ID = 700_000_001;
const CREATED = Date.parse('2024-06-03T08:00:00Z');
const MINUTE_MS = 60_000;
const STATES = ['completed', 'completed', 'completed', 'failed', 'cancelled'];

/** Adds them. The last task ended just before `now` (simulated milliseconds since 1970). */
export function seedCrowd(
  state: SimulatorState,
  size: CrowdSize & { now: number },
): void {
  const people = seedCrowdPeople(state, size.people ?? 0);
  const model = modelRepository(state, people);
  const repositories: Repository[] = [];
  for (let index = 0; index < Math.max(1, size.repositories); index += 1) {
    const repository = likeModel(model.repository, index);
    state.repositories.set(repository.id, repository);
    repositories.push(repository);
  }
  const finished = size.tasks - (size.unfinished ?? 0);
  for (let index = 0; index < size.tasks; index += 1) {
    const isBusy = index % 5 === 0;
    const options = {
      repository: repositories[isBusy ? 0 : index % repositories.length],
      creatorId: people[index % people.length].id,
    };
    const task =
      index < finished
        ? finishedTask(index, {
            ...options,
            createdAt: size.now - (size.tasks - index) * 5 * MINUTE_MS,
          })
        : unfinishedTask(index, { ...options, createdAt: size.now });
    if (task.state === 'completed') addMergedPullRequest(state, task, model);
    if (task.state === 'in_progress') addPullRequest(state, task, model);
    state.tasks.set(task.id, task);
  }
}

type Model = {
  repository: Repository;
  base: string;
  head: string;
  files: ChangedFile[];
};

/** What all of them look like: one commit by a person, one by the agent, which is merged. */
function modelRepository(state: SimulatorState, people: Account[]): Model {
  const repository: Repository = {
    id: FIRST_ID,
    ownerId: ORGANIZATION_ID,
    ownerLogin: 'acme',
    name: 'service',
    description: 'One of many services',
    private: false,
    defaultBranch: 'main',
    language: 'TypeScript',
    topics: ['service'],
    roles: new Map(
      [
        ...Object.keys(simulatorPeople),
        ...people.map(({ login }) => login),
      ].map(login => [login, 'write'] as const),
    ),
    branches: new Map(),
    tags: new Map(),
    objects: new GitObjects(),
    agentEnabled: true,
    customAgents: [],
    nextNumber: 1,
    createdAt: CREATED,
    updatedAt: CREATED,
  };
  const { objects } = repository;
  const commit = (code: Record<string, string>, by: number, parent?: string) =>
    commitFiles(repository, {
      branch: 'main',
      files: objects.files(
        objects.writeFiles(
          serviceFiles({
            name: 'service',
            description: repository.description,
            owner: 'group:default/platform',
            system: 'services',
            code,
          }),
        ),
      ),
      message: 'Work on the service',
      author: signatureOf(state.account(by), CREATED),
      parentIds: parent ? [parent] : [],
    }).id;
  const base = commit(
    { 'src/index.ts': 'export {};\n' },
    simulatorPeople['ada-nwosu'].id,
  );
  const head = commit(
    { 'src/index.ts': 'export {};\n', 'src/more.ts': 'export {};\n' },
    COPILOT_BOT_ID,
    base,
  );
  const files = compareFiles(
    objects,
    objects.filesOfCommit(base),
    objects.filesOfCommit(head),
  );
  return { repository, base, head, files };
}

function likeModel(model: Repository, index: number): Repository {
  return {
    ...model,
    id: FIRST_ID + index,
    name: `service-${String(index + 1).padStart(5, '0')}`,
    createdAt: CREATED + index * MINUTE_MS,
    updatedAt: CREATED + index * MINUTE_MS,
    roles: new Map(model.roles),
    branches: new Map(model.branches),
    tags: new Map(),
    objects: model.objects.clone(),
  };
}

function finishedTask(
  index: number,
  options: { repository: Repository; creatorId: number; createdAt: number },
): Task {
  const { repository, creatorId, createdAt } = options;
  const state = STATES[index % STATES.length];
  // Some take longer than others, so that lists by update differ from lists by creation.
  const updatedAt = createdAt + (1 + (index % 7)) * MINUTE_MS;
  const prompt = `Improve module ${index}`;
  const branch = `copilot/improve-module-${index}`;
  return {
    id: uuid('task', index),
    repositoryId: repository.id,
    creatorId,
    name: `Improving module ${index}`,
    prompt,
    state,
    baseRef: 'main',
    createPullRequest: true,
    branch,
    sessions: [
      {
        id: uuid('session', index),
        name: `Improving module ${index}`,
        userId: creatorId,
        state,
        prompt,
        model: 'sweagent-capi:claude-sonnet-4.6',
        headRef: branch,
        baseRef: 'main',
        usage: { type: 'ai_credits', amount: 120_000_000_000 },
        createdAt,
        updatedAt,
        completedAt: updatedAt,
      },
    ],
    scenario: 'standard',
    quirks: {},
    archivedAt: index % 11 === 10 ? updatedAt : undefined,
    createdAt,
    updatedAt,
  };
}

function unfinishedTask(
  index: number,
  options: { repository: Repository; creatorId: number; createdAt: number },
): Task {
  const task = finishedTask(index, options);
  const [{ completedAt, usage, ...session }] = task.sessions;
  const updatedAt = options.createdAt;
  return {
    ...task,
    state: 'in_progress',
    sessions: [{ ...session, state: 'in_progress', updatedAt }],
    archivedAt: undefined,
    updatedAt,
  };
}

/** Its branch is deleted. */
function addMergedPullRequest(
  state: SimulatorState,
  task: Task,
  model: Model,
): void {
  Object.assign(addPullRequest(state, task, model), {
    state: 'closed',
    draft: false,
    mergeCommitSha: model.head,
    mergedAt: task.updatedAt,
    mergedById: task.creatorId,
    closedAt: task.updatedAt,
  });
}

/** A draft. */
function addPullRequest(
  state: SimulatorState,
  task: Task,
  { base, head, files }: Model,
): PullRequest {
  const repository = state.repository(task.repositoryId!);
  const pull: PullRequest = {
    id: state.takePullRequestId(),
    number: repository.nextNumber++,
    repositoryId: repository.id,
    title: task.prompt,
    body: '',
    authorId: COPILOT_BOT_ID,
    state: 'open',
    draft: true,
    headRef: task.branch!,
    headSha: head,
    baseRef: 'main',
    baseSha: base,
    files,
    commits: [{ sha: head, message: 'Work on the service', at: CREATED }],
    checks: [],
    checksAwaitApproval: false,
    requestedReviewerIds: [task.creatorId],
    reviews: [],
    mergeability: 'known',
    createdAt: task.createdAt,
    updatedAt: task.updatedAt,
  };
  state.pullRequests.set(pull.id, pull);
  task.pullRequestId = pull.id;
  return pull;
}

/** The same for the same number. */
function uuid(kind: string, index: number): string {
  const hex = createHash('sha1').update(`${kind} ${index}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
