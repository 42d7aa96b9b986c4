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

import type {
  Account,
  PullRequest,
  Repository,
  RepositoryRole,
  Task,
} from './model';
import { pullRequestNodeId } from '../ids';
import { GroupedMap } from './GroupedMap';
import { TaskOrder } from './TaskOrder';
import { Switches, defaultSwitches } from './switches';

/**
 * Pull request ids start beyond 2^31, as they do on github.com today, so that a
 * client that takes them for 32 bit numbers fails here first (behaviour 22).
 */
const FIRST_PULL_REQUEST_ID = 4_164_900_001;
const FIRST_CHECK_RUN_ID = 51_220_000_001;
/** Above the ids of the seeded repositories. */
const FIRST_REPOSITORY_ID = 811_300_001;

const taskGroups = {
  repository: ({ repositoryId }: Task) => repositoryId,
  creator: ({ creatorId }: Task) => creatorId,
};
const pullRequestGroups = {
  repository: ({ repositoryId }: PullRequest) => repositoryId,
  nodeId: ({ repositoryId, id }: PullRequest) =>
    pullRequestNodeId(repositoryId, id),
};

/** Everything the simulated GitHub knows, in memory, with the look-ups its parts need. */
export class SimulatorState {
  readonly accounts = new Map<number, Account>();
  readonly repositories = new Map<number, Repository>();
  readonly tasks = new GroupedMap<string, Task, typeof taskGroups>(taskGroups);
  readonly pullRequests = new GroupedMap<
    number,
    PullRequest,
    typeof pullRequestGroups
  >(pullRequestGroups);
  readonly switches: Switches;
  /** New tasks stay out of lists for this many simulated milliseconds. */
  hideNewTasksFor = 0;

  #nextPullRequestId = FIRST_PULL_REQUEST_ID;
  #nextCheckRunId = FIRST_CHECK_RUN_ID;
  #nextRepositoryId = FIRST_REPOSITORY_ID;
  readonly #orders = new WeakMap<ReadonlySet<Task>, TaskOrder>();
  #repositoriesByName = new Map<string, Repository>();

  constructor(switches: Partial<Switches> = {}) {
    this.switches = { ...defaultSwitches, ...switches };
  }

  /** Ids grow in uneven steps, as in a busy place. */
  takePullRequestId(): number {
    const id = this.#nextPullRequestId;
    this.#nextPullRequestId += 1_297;
    return id;
  }

  takeRepositoryId(): number {
    while (this.repositories.has(this.#nextRepositoryId)) {
      this.#nextRepositoryId += 1;
    }
    return this.#nextRepositoryId;
  }

  takeCheckRunId(): number {
    return this.#nextCheckRunId++;
  }

  accountByLogin(login: string): Account | undefined {
    const wanted = login.toLowerCase();
    return [...this.accounts.values()].find(
      account => account.login.toLowerCase() === wanted,
    );
  }

  account(id: number): Account {
    const account = this.accounts.get(id);
    if (!account) throw new Error(`No account has the id ${id}`);
    return account;
  }

  /** The people that one can sign in as. */
  people(): Account[] {
    return [...this.accounts.values()].filter(({ type }) => type === 'User');
  }

  /** Names of owners and repositories are not case-sensitive (behaviour 44). */
  repositoryByName(owner: string, name: string): Repository | undefined {
    const wanted = `${owner}/${name}`.toLowerCase();
    const known = this.#repositoriesByName.get(wanted);
    if (known && slugOf(known) === wanted) return known;
    // Unknown, or renamed since: look at all of them once more.
    this.#repositoriesByName = new Map(
      [...this.repositories.values()].map(repository => [
        slugOf(repository),
        repository,
      ]),
    );
    return this.#repositoriesByName.get(wanted);
  }

  repository(id: number): Repository {
    const repository = this.repositories.get(id);
    if (!repository) throw new Error(`No repository has the id ${id}`);
    return repository;
  }

  /** What an account may do in a repository; undefined: it cannot see it. */
  roleOf(
    account: Account | undefined,
    repository: Repository,
  ): RepositoryRole | undefined {
    const role = account && repository.roles.get(account.login);
    return role ?? (repository.private ? undefined : 'read');
  }

  pullRequestByNumber(
    repository: Repository,
    number: number,
  ): PullRequest | undefined {
    return this.pullRequestsOf(repository).find(pull => pull.number === number);
  }

  pullRequestByNodeId(nodeId: string): PullRequest | undefined {
    const [pull] = this.pullRequests.group('nodeId', nodeId);
    return pull;
  }

  pullRequestsOf(repository: Repository): PullRequest[] {
    return [...this.pullRequests.group('repository', repository.id)];
  }

  tasksOf(repository: Repository): Task[] {
    return [...this.tasks.group('repository', repository.id)];
  }

  /** The order of everybody's tasks of a repository, or of a person's in all repositories. */
  orderOf(of: { repository: Repository } | { creator: Account }): TaskOrder {
    const group =
      'repository' in of
        ? this.tasks.group('repository', of.repository.id)
        : this.tasks.group('creator', of.creator.id);
    let order = this.#orders.get(group);
    if (!order) {
      order = new TaskOrder(group);
      this.#orders.set(group, order);
    }
    return order;
  }

  tasksOfPullRequest(pull: PullRequest): Task[] {
    return [...this.tasks.group('repository', pull.repositoryId)].filter(
      task => task.pullRequestId === pull.id,
    );
  }
}

function slugOf({ ownerLogin, name }: Repository): string {
  return `${ownerLogin}/${name}`.toLowerCase();
}
