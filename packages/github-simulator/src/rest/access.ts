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

/** GitHub's words, also those of GraphQL. */
export const SAML_MESSAGE =
  'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.';

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
  if (repository && samlOrganization(world, request, repository)) {
    throw samlRequired(world, request, repository);
  }
  if (!repository || !role) throw notFound();
  return { repository, role };
}

/** What the caller's token may do in a repository; undefined: it does not see it. */
export function visibleRole(
  world: World,
  request: Request,
  repository: Repository,
): RepositoryRole | undefined {
  const role = grantedRole(world, request, repository);
  const organization = samlOrganization(world, request, repository);
  if (!organization) return role;
  const context = contextOf(request);
  context.hiddenBySaml ??= new Set();
  context.hiddenBySaml.add(organization.id);
  return undefined;
}

/**
 * The organization whose SAML keeps this token out of a repository that its
 * owner could otherwise see (behaviour 50). Anonymous callers are not meant.
 */
export function samlOrganization(
  world: World,
  request: Request,
  repository: Repository,
): Account | undefined {
  const { token } = contextOf(request);
  const owner = world.state.account(repository.ownerId);
  const isKeptOut =
    token !== undefined &&
    owner.requiresSaml === true &&
    !token.ssoOrganizationIds?.includes(owner.id) &&
    grantedRole(world, request, repository) !== undefined;
  return isKeptOut ? owner : undefined;
}

/** Behaviour 50: the refusal and where to go. */
export function samlRequired(
  { state, urls, singleSignOn }: World,
  request: Request,
  repository: Repository,
): GithubError {
  const organization = state.account(repository.ownerId);
  const id = singleSignOn.open({
    token: contextOf(request).token!,
    organizationId: organization.id,
  });
  return new GithubError(403, SAML_MESSAGE, {
    headers: {
      'X-GitHub-SSO': `required; url=${urls.base}/orgs/${organization.login}/sso?authorization_request=${id}`,
    },
  });
}

function grantedRole(
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

/** The refusal of a token without the permission to write tasks. */
export function agentTasksNotAccessible(request: Request): GithubError {
  return notAccessible(contextOf(request).token!, 'agent_tasks=write');
}

/** Fine-grained tokens read only what they were given. */
export function requirePermission(
  request: Request,
  permission: 'contents' | 'pull_requests',
  access: 'read' | 'write' = 'read',
): void {
  const { token } = contextOf(request);
  if (!token || isClassic(token) || token.kind === 'ghs') return;
  const granted = token.permissions?.[permission];
  if (granted !== 'write' && granted !== access) {
    throw notAccessible(token, `${permission}=${access}`);
  }
}

/** The repository of `:owner/:repo`, for somebody who may write files there. Readers learn nothing. */
export function requireWritable(
  world: World,
  request: Request,
): { repository: Repository; account: Account } {
  const account = requireUser(request);
  const { repository, role } = requireRepository(world, request);
  const token = contextOf(request).token!;
  if (role === 'read' || (isClassic(token) && !hasRepoScope(token))) {
    throw notFound();
  }
  requirePermission(request, 'contents', 'write');
  return { repository, account };
}

/** The same for somebody who administers it. */
export function requireAdmin(
  world: World,
  request: Request,
): { repository: Repository; account: Account } {
  const found = requireWritable(world, request);
  if (requireRepository(world, request).role !== 'admin') {
    throw new GithubError(403, 'Must have admin rights to Repository.');
  }
  return found;
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
