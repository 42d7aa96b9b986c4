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
import { z } from 'zod';
import { GithubError, notFound, validationFailed } from '../http/GithubError';
import { requireJsonObject } from '../http/requireJsonObject';
import { contextOf } from '../http/requestContext';
import { Account, createRepository } from '../state';
import type { World } from '../World';
import { requireUser } from './access';
import { answer } from './answer';
import type { Schema } from './openapi';
import { presentRepository } from './present/presentRepository';

const newRepository = z.object({
  name: z.string().min(1),
  description: z.string().nullish(),
  private: z.boolean().optional(),
  visibility: z.enum(['public', 'private', 'internal']).optional(),
  auto_init: z.boolean().optional(),
});

/** `POST /user/repos` and `POST /orgs/{org}/repos`. */
export function createRepositoriesRouter(world: World): Router {
  const { state } = world;
  const router = Router({ strict: true });

  router.post('/user/repos', (request, response) => {
    const creator = requireCreator(request);
    create(world, request, response, creator, creator);
  });

  router.post('/orgs/:org/repos', (request, response) => {
    const creator = requireCreator(request);
    const owner = state.accountByLogin(request.params.org);
    if (owner?.type !== 'Organization') throw notFound();
    create(world, request, response, owner, creator);
  });

  return router;
}

/** Everybody in the company may create repositories; a token needs the scope for it. */
function requireCreator(request: Request): Account {
  const account = requireUser(request);
  const { scopes, permissions } = contextOf(request).token!;
  if (permissions) {
    throw new GithubError(
      403,
      'Resource not accessible by personal access token',
      { headers: { 'X-Accepted-GitHub-Permissions': 'administration=write' } },
    );
  }
  if (!scopes.includes('repo') && !scopes.includes('public_repo')) {
    throw notFound();
  }
  return account;
}

function create(
  world: World,
  request: Request,
  response: Response,
  owner: Account,
  creator: Account,
): void {
  const { state, urls, clock } = world;
  const body = newRepository.safeParse(requireJsonObject(request));
  if (!body.success) {
    throw validationFailed(
      ...body.error.issues.map(({ path, message }) => ({
        code: 'invalid' as const,
        message: `${path.join('.')}: ${message}`,
      })),
    );
  }
  // GitHub replaces what a name must not contain.
  const name = body.data.name.replace(/[^A-Za-z0-9._-]+/g, '-');
  if (state.repositoryByName(owner.login, name)) {
    throw new GithubError(422, 'Repository creation failed.', {
      errors: [
        { code: 'custom', message: 'name already exists on this account' },
      ],
    });
  }
  const { visibility } = body.data;
  const repository = createRepository(state, {
    owner,
    creator,
    name,
    description: body.data.description ?? '',
    private: body.data.private ?? (visibility ?? 'public') !== 'public',
    autoInit: body.data.auto_init ?? false,
    now: clock.now(),
  });
  const presented = presentRepository(repository, {
    state,
    urls,
    apiVersion: contextOf(request).apiVersion,
    role: 'admin',
    timestamp: at => clock.timestamp(at),
  });
  response.set('Location', urls.repositoryApi(repository));
  answer(
    'repos/create-in-org',
    request,
    response,
    201,
    // The published type is that of the oldest version.
    presented as Schema<'full-repository'>,
  );
}
