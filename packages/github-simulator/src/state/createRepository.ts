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

import { GitObjects } from '../git';
import { commitToBranch, signatureOf } from './commitToBranch';
import type { Account, Repository } from './model';
import type { SimulatorState } from './SimulatorState';
import { organizationOwners } from './wellKnown';

/**
 * Creates a repository for its owner. Whoever creates it administers it, in an
 * organization together with its owners; the others read it if it is public.
 */
export function createRepository(
  state: SimulatorState,
  options: {
    owner: Account;
    creator: Account;
    name: string;
    description: string;
    private: boolean;
    /** Begin with a README. */
    autoInit: boolean;
    now: number;
  },
): Repository {
  const { owner, creator, name, description, now } = options;
  const administrators = [
    creator.login,
    ...(owner.type === 'Organization' ? organizationOwners : []),
  ];
  const repository: Repository = {
    id: state.takeRepositoryId(),
    ownerId: owner.id,
    ownerLogin: owner.login,
    name,
    description,
    private: options.private,
    defaultBranch: 'main',
    topics: [],
    roles: new Map(administrators.map(login => [login, 'admin'])),
    branches: new Map(),
    tags: new Map(),
    objects: new GitObjects(),
    agentEnabled: true,
    customAgents: [],
    nextNumber: 1,
    createdAt: now,
    updatedAt: now,
  };
  state.repositories.set(repository.id, repository);
  if (options.autoInit) {
    commitToBranch(repository, {
      branch: repository.defaultBranch,
      changes: { 'README.md': `# ${name}\n${description}\n` },
      message: 'Initial commit',
      author: signatureOf(creator, now),
    });
  }
  return repository;
}
