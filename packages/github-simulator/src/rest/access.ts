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

/** Who may do what: the checks that handlers share. */
import type { Request } from 'express';
import { GithubError, notFound } from '../http/GithubError';
import { contextOf } from '../http/requestContext';
import type { AccessToken } from '../oauth/types';
import type { Account, Repository, RepositoryRole } from '../state';
import type { World } from '../World';

/** The signed-in person; anonymous requests and installations are refused. */
export function requireUser(request: Request): Account {
  const { token, account } = contextOf(request);
  if (!token || !account) throw new GithubError(401, 'Requires authentication');
  if (token.kind === 'ghs') throw notAccessible(token);
  return account;
}

/**
 * The repository of `:owner/:repo`. What the caller may not see does not exist
 * (behaviours 44 and 45).
 */
export function requireRepository(
  world: World,
  request: Request,
): { repository: Repository; role: RepositoryRole } {
  const { owner, repo } = request.params;
  return requireVisible(
    world,
    request,
    world.state.repositoryByName(owner, repo),
  );
}

/** The same for a repository that was found in another way. */
export function requireVisible(
  world: World,
  request: Request,
  repository: Repository | undefined,
): { repository: Repository; role: RepositoryRole } {
  const role = repository && visibleRole(world, request, repository);
  if (!repository || !role) throw notFound();
  return { repository, role };
}

/** What the caller's token may do in a repository; undefined: it does not see it. */
export function visibleRole(
  { state }: World,
  request: Request,
  repository: Repository,
): RepositoryRole | undefined {
  const { token, account } = contextOf(request);
  const role = state.roleOf(account, repository);
  // Without the scope `repo` a classic token is no better than anonymous.
  return repository.private && token && isClassic(token) && !hasRepoScope(token)
    ? undefined
    : role;
}

/** Behaviours 47 and 48: which tokens the agent task endpoints accept. */
export function requireAgentTasks(
  request: Request,
  access: 'read' | 'write',
): Account {
  const account = requireUser(request);
  const token = contextOf(request).token!;
  if (isClassic(token)) {
    if (!hasRepoScope(token)) {
      throw new GithubError(
        403,
        'Your token has not been granted the required scopes to use this resource.',
        { headers: { 'X-Accepted-OAuth-Scopes': 'repo' } },
      );
    }
    return account;
  }
  const granted = token.permissions?.agent_tasks;
  if (granted !== 'write' && granted !== access) {
    throw notAccessible(token, `agent_tasks=${access}`);
  }
  return account;
}

/** Fine-grained tokens read only what they were given. */
export function requirePermission(
  request: Request,
  permission: 'contents' | 'pull_requests',
): void {
  const { token } = contextOf(request);
  if (!token || isClassic(token) || token.kind === 'ghs') return;
  if (!token.permissions?.[permission]) {
    throw notAccessible(token, `${permission}=read`);
  }
}

function notAccessible(token: AccessToken, accepted?: string): GithubError {
  const holder =
    token.kind === 'github_pat' ? 'personal access token' : 'integration';
  return new GithubError(403, `Resource not accessible by ${holder}`, {
    headers: accepted ? { 'X-Accepted-GitHub-Permissions': accepted } : {},
  });
}

function isClassic(token: AccessToken): boolean {
  return token.kind === 'gho' || token.kind === 'ghp';
}

function hasRepoScope(token: AccessToken): boolean {
  return token.scopes.includes('repo');
}
