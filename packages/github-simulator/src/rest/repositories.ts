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

import { Request, Response, Router } from 'express';
import { notFound } from '../http/GithubError';
import { paginate, pageRequest } from '../http/pagination';
import { queryValue } from '../http/query';
import { replyJson } from '../http/reply';
import { contextOf } from '../http/requestContext';
import type { Branch, Repository, RepositoryRole } from '../state';
import type { World } from '../World';
import {
  requirePermission,
  requireRepository,
  requireUser,
  requireVisible,
  visibleRole,
} from './access';
import { answer } from './answer';
import type { Schema } from './openapi';
import { presentCommit } from './present/presentCommit';
import { presentRepository } from './present/presentRepository';

/** Repositories by name and by id, their lists and branches. */
export function repositoriesRouter(world: World): Router {
  const { state } = world;
  const router = Router({ strict: true });

  router.get('/user/repos', (request, response) => {
    const { login } = requireUser(request);
    replyWithList(
      'repos/list-for-authenticated-user',
      world,
      request,
      response,
      repository => repository.roles.has(login),
    );
  });

  router.get(
    ['/orgs/:owner/repos', '/users/:owner/repos'],
    (request, response) => {
      const owner = state.accountByLogin(request.params.owner);
      if (!owner) throw notFound();
      replyWithList(
        request.path.startsWith('/orgs/')
          ? 'repos/list-for-org'
          : 'repos/list-for-user',
        world,
        request,
        response,
        repository => repository.ownerId === owner.id,
      );
    },
  );

  router.get('/repos/:owner/:repo', (request, response) => {
    const { repository, role } = requireRepository(world, request);
    const presented = {
      ...present(world, request, repository, role),
      // Only a repository by itself has these; nobody watches, forks or discusses here.
      network_count: 0,
      subscribers_count: 0,
      has_discussions: false,
    };
    answer(
      'repos/get',
      request,
      response,
      200,
      // The published type is that of the oldest version.
      presented as Schema<'full-repository'>,
    );
  });

  router.get('/repositories/:id', (request, response) => {
    const { repository, role } = requireVisible(
      world,
      request,
      state.repositories.get(Number(request.params.id)),
    );
    replyJson(
      request,
      response,
      200,
      present(world, request, repository, role),
    );
  });

  router.get('/repos/:owner/:repo/branches', (request, response) => {
    const { repository } = requireRepository(world, request);
    requirePermission(request, 'contents');
    const page = paginate(
      [...repository.branches.values()].map(branch => ({
        name: branch.name,
        commit: {
          sha: branch.sha,
          url: `${world.urls.repositoryApi(repository)}/commits/${branch.sha}`,
        },
        protected: isProtected(repository, branch),
      })),
      pageRequest(request, 'clamp'),
      { url: requestUrl(world, request), links: 'usual' },
    );
    if (page.link) response.set('Link', page.link);
    answer('repos/list-branches', request, response, 200, page.items);
  });

  // Branch names contain slashes.
  router.get('/repos/:owner/:repo/branches/:branch(*)', (request, response) => {
    const { repository } = requireRepository(world, request);
    requirePermission(request, 'contents');
    const branch = repository.branches.get(request.params.branch);
    if (!branch) throw notFound();
    const self = `${world.urls.repositoryApi(repository)}/branches/${
      branch.name
    }`;
    answer('repos/get-branch', request, response, 200, {
      name: branch.name,
      commit: presentCommit(
        repository,
        repository.objects.commit(branch.sha)!,
        world,
      ),
      protected: isProtected(repository, branch),
      protection: { enabled: isProtected(repository, branch) },
      protection_url: `${self}/protection`,
      _links: {
        self,
        html: `${world.urls.repository(repository)}/tree/${branch.name}`,
      },
    });
  });

  return router;
}

function isProtected({ protections }: Repository, { name }: Branch): boolean {
  return protections?.[name] !== undefined;
}

/** The public address of a request, for links to neighbouring pages. */
export function requestUrl({ urls }: World, request: Request): string {
  return `${urls.base}${request.originalUrl}`;
}

type ListOperation =
  | 'repos/list-for-authenticated-user'
  | 'repos/list-for-org'
  | 'repos/list-for-user';

function replyWithList(
  operation: ListOperation,
  world: World,
  request: Request,
  response: Response,
  isWanted: (repository: Repository) => boolean,
): void {
  const visible = sortRepositories(
    request,
    [...world.state.repositories.values()].filter(
      repository =>
        isWanted(repository) && visibleRole(world, request, repository),
    ),
  );
  const page = paginate(visible, pageRequest(request, 'clamp'), {
    url: requestUrl(world, request),
    links: 'usual',
  });
  if (page.link) response.set('Link', page.link);
  answer(
    operation,
    request,
    response,
    200,
    page.items.map(repository =>
      present(
        world,
        request,
        repository,
        visibleRole(world, request, repository)!,
      ),
    ),
  );
}

/** `sort` and `direction`. Unsorted they come in the order in which they were created. */
function sortRepositories(
  request: Request,
  repositories: Repository[],
): Repository[] {
  const sort = queryValue(request, 'sort');
  const isAscending =
    (queryValue(request, 'direction') ??
      (sort === 'full_name' ? 'asc' : 'desc')) === 'asc';
  const sign = isAscending ? 1 : -1;
  switch (sort) {
    case 'created':
      return repositories.sort((a, b) => (a.createdAt - b.createdAt) * sign);
    case 'updated':
    case 'pushed':
      return repositories.sort((a, b) => (a.updatedAt - b.updatedAt) * sign);
    case 'full_name':
      return repositories.sort((a, b) =>
        fullName(a) < fullName(b) ? -sign : sign,
      );
    default:
      return repositories;
  }
}

function fullName({ ownerLogin, name }: Repository): string {
  return `${ownerLogin}/${name}`.toLowerCase();
}

function present(
  { state, urls, clock }: World,
  request: Request,
  repository: Repository,
  role: RepositoryRole,
) {
  const { account, apiVersion } = contextOf(request);
  return presentRepository(repository, {
    state,
    urls,
    apiVersion,
    role: account && role,
    timestamp: at => clock.timestamp(at),
  });
}
