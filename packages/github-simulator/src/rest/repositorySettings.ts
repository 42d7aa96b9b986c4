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

import { Request, Router } from 'express';
import { z } from 'zod';
import { GithubError, notFound, validationFailed } from '../http/GithubError';
import { requireJsonObject } from '../http/requireJsonObject';
import type { Repository, RepositoryRole } from '../state';
import type { World } from '../World';
import { requireAdmin, requireRepository, requireUser } from './access';
import { answer } from './answer';
import type { Schema } from './openapi';

const topics = z.object({ names: z.array(z.string()) });

/** GitHub's five roles and ours. */
const ROLES: Record<string, RepositoryRole> = {
  pull: 'read',
  triage: 'read',
  push: 'write',
  maintain: 'admin',
  admin: 'admin',
};

/** Topics, collaborators and teams of a repository, as far as `publish:github` sets them. */
export function repositorySettingsRouter(world: World): Router {
  const { state, clock, urls } = world;
  const router = Router({ strict: true });

  router.get('/repos/:owner/:repo/topics', (request, response) => {
    const { repository } = requireRepository(world, request);
    answer('repos/get-all-topics', request, response, 200, {
      names: repository.topics,
    });
  });

  router.put('/repos/:owner/:repo/topics', (request, response) => {
    const { repository } = requireAdmin(world, request);
    const body = topics.safeParse(requireJsonObject(request));
    const names = body.data?.names ?? [];
    if (!body.success || names.some(name => !/^[a-z0-9-]{1,50}$/.test(name))) {
      throw validationFailed({
        code: 'invalid',
        message:
          'Topics must start with a lowercase letter or number, consist of 50 characters or less, and can include hyphens.',
      });
    }
    repository.topics = names;
    repository.updatedAt = clock.now();
    answer('repos/replace-all-topics', request, response, 200, { names });
  });

  router.put(
    '/repos/:owner/:repo/collaborators/:login',
    (request, response) => {
      const { repository } = requireAdmin(world, request);
      const account = state.accountByLogin(request.params.login);
      if (account?.type !== 'User') throw notFound();
      repository.roles.set(account.login, requestedRole(request));
      // Members of the organization are not invited, they are in.
      answer('repos/add-collaborator', request, response, 204, undefined);
    },
  );

  router.delete(
    '/repos/:owner/:repo/collaborators/:login',
    (request, response) => {
      const { repository } = requireAdmin(world, request);
      repository.roles.delete(request.params.login);
      answer('repos/remove-collaborator', request, response, 204, undefined);
    },
  );

  router.get('/orgs/:org/teams/:team', (request, response) => {
    requireUser(request);
    const { org, team } = request.params;
    requireMembers(world, org, team);
    const api = `${urls.api}/orgs/${org}/teams/${team}`;
    const id = teamNames(world).indexOf(team) + 1;
    answer('teams/get-by-name', request, response, 200, {
      id,
      node_id: Buffer.from(`T_${id}`).toString('base64url'),
      name: team,
      slug: team,
      url: api,
      html_url: `${urls.base}/orgs/${org}/teams/${team}`,
      description: null,
      permission: 'pull',
      members_url: `${api}/members{/member}`,
      repositories_url: `${api}/repos`,
      members_count: requireMembers(world, org, team).length,
      repos_count: 0,
      created_at: clock.timestamp(state.accountByLogin(org)!.createdAt),
      updated_at: clock.timestamp(state.accountByLogin(org)!.createdAt),
      organization: organization(world, org),
      type: 'organization',
    });
  });

  router.put(
    '/orgs/:org/teams/:team/repos/:owner/:repo',
    (request, response) => {
      const { repository } = requireAdmin(world, request);
      const { org, team } = request.params;
      const role = requestedRole(request);
      for (const { login } of requireMembers(world, org, team)) {
        raise(repository, login, role);
      }
      answer(
        'teams/add-or-update-repo-permissions-in-org',
        request,
        response,
        204,
        undefined,
      );
    },
  );

  return router;
}

function requestedRole(request: Request): RepositoryRole {
  const { permission = 'push' } = request.body ?? {};
  const role = ROLES[String(permission)];
  if (!role) {
    throw new GithubError(422, 'Validation Failed', {
      errors: [{ code: 'invalid', message: 'permission is not valid' }],
    });
  }
  return role;
}

function requireMembers({ state }: World, org: string, team: string) {
  const members = state.people().filter(person => person.team === team);
  if (
    state.accountByLogin(org)?.type !== 'Organization' ||
    members.length === 0
  ) {
    throw notFound();
  }
  return members;
}

function teamNames({ state }: World): string[] {
  const names = state.people().flatMap(({ team }) => (team ? [team] : []));
  return [...new Set(names)].sort();
}

/** A team gives, it never takes away what somebody has already. */
function raise({ roles }: Repository, login: string, role: RepositoryRole) {
  const order: RepositoryRole[] = ['read', 'write', 'admin'];
  const current = roles.get(login);
  if (!current || order.indexOf(current) < order.indexOf(role)) {
    roles.set(login, role);
  }
}

/** The part of an organization that a team shows. */
function organization(
  { state, urls, clock }: World,
  login: string,
): Schema<'team-organization'> {
  const account = state.accountByLogin(login)!;
  const api = `${urls.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: `O_${account.id}`,
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: `${urls.base}/avatars/${account.login}`,
    description: account.bio,
    name: account.name,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${urls.base}/${account.login}`,
    created_at: clock.timestamp(account.createdAt),
    updated_at: clock.timestamp(account.createdAt),
    archived_at: null,
    type: 'Organization',
  };
}
