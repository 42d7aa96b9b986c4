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
import { Switches, defaultSwitches } from './switches';

/**
 * Pull request ids start beyond 2^31, as they do on github.com today, so that a
 * client that takes them for 32 bit numbers fails here first (behaviour 22).
 */
const FIRST_PULL_REQUEST_ID = 4_164_900_001;
const FIRST_CHECK_RUN_ID = 51_220_000_001;

/** Everything the simulated GitHub knows, in memory, with the look-ups its parts need. */
export class SimulatorState {
  readonly accounts = new Map<number, Account>();
  readonly repositories = new Map<number, Repository>();
  readonly tasks = new Map<string, Task>();
  readonly pullRequests = new Map<number, PullRequest>();
  readonly switches: Switches;
  /** New tasks stay out of lists for this many simulated milliseconds. */
  hideNewTasksFor = 0;

  #nextPullRequestId = FIRST_PULL_REQUEST_ID;
  #nextCheckRunId = FIRST_CHECK_RUN_ID;

  constructor(switches: Partial<Switches> = {}) {
    this.switches = { ...defaultSwitches, ...switches };
  }

  /** Ids grow in uneven steps, as in a busy place. */
  takePullRequestId(): number {
    const id = this.#nextPullRequestId;
    this.#nextPullRequestId += 1_297;
    return id;
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
    return [...this.repositories.values()].find(
      repository =>
        `${repository.ownerLogin}/${repository.name}`.toLowerCase() === wanted,
    );
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
    return [...this.pullRequests.values()].find(
      pull => pullRequestNodeId(pull.repositoryId, pull.id) === nodeId,
    );
  }

  pullRequestsOf(repository: Repository): PullRequest[] {
    return [...this.pullRequests.values()].filter(
      pull => pull.repositoryId === repository.id,
    );
  }

  tasksOf(repository: Repository): Task[] {
    return [...this.tasks.values()].filter(
      task => task.repositoryId === repository.id,
    );
  }

  tasksOfPullRequest(pull: PullRequest): Task[] {
    return [...this.tasks.values()].filter(
      task => task.pullRequestId === pull.id,
    );
  }
}
