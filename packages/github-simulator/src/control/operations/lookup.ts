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

import type { Account, PullRequest, Repository, Task } from '../../state';
import type { World } from '../../World';
import { ControlError } from './operation';

export function requirePerson({ state }: World, login: string): Account {
  const account = state.accountByLogin(login);
  if (account?.type !== 'User') {
    const known = state.people().map(person => person.login);
    throw new ControlError(
      `There is no person ${login}; known are ${known.join(', ')}`,
    );
  }
  return account;
}

export function requireOrganization({ state }: World, login: string): Account {
  const account = state.accountByLogin(login);
  if (account?.type !== 'Organization') {
    throw new ControlError(`There is no organization ${login}`);
  }
  return account;
}

export function requireRepository({ state }: World, slug: string): Repository {
  const [owner = '', name = ''] = slug.split('/');
  const repository = state.repositoryByName(owner, name);
  if (!repository) throw new ControlError(`There is no repository ${slug}`);
  return repository;
}

export function requireTask({ state }: World, id: string): Task {
  const task = state.tasks.get(id);
  if (!task) throw new ControlError(`There is no task ${id}`);
  return task;
}

export function requirePullRequest(
  world: World,
  ref: { repository: string; number: number },
): PullRequest {
  const repository = requireRepository(world, ref.repository);
  const pull = world.state.pullRequestByNumber(repository, ref.number);
  if (!pull) {
    throw new ControlError(
      `There is no pull request ${ref.repository}#${ref.number}`,
    );
  }
  return pull;
}
