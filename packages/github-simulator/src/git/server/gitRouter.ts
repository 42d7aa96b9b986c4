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

import { ErrorRequestHandler, Request, RequestHandler, Router } from 'express';
import { authenticate } from '../../http/authenticate';
import { GithubError } from '../../http/GithubError';
import { injectFaults } from '../../http/injectFaults';
import { contextOf } from '../../http/requestContext';
import { visibleRole } from '../../rest/access';
import { Repository, applyPush } from '../../state';
import type { World } from '../../World';
import { GitService, refuseGit } from './gitAccess';
import { callHttpBackend } from './httpBackend';
import { GitMissingError } from './runGit';

/** Git shows plain text to its user, and asks for a password after a 401 that names a scheme. */
const explain: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof GitMissingError) {
    response.status(501).type('text/plain').send(`${error.message}\n`);
  } else if (error instanceof GithubError) {
    if (error.status === 401) {
      response.set('WWW-Authenticate', 'Basic realm="GitHub"');
    }
    response
      .status(error.status)
      .set(error.headers)
      .type('text/plain')
      .send(`${error.message}\n`);
  } else {
    next(error);
  }
};

/**
 * Git's smart HTTP protocol at `/{owner}/{repo}` and `/{owner}/{repo}.git`: the
 * simulator decides who may, `git http-backend` does the rest.
 */
export function gitRouter(world: World): Router {
  const router = Router({ strict: true });
  const guards = [authenticate(world), injectFaults(world)];

  router.get('/:owner/:repo/info/refs', guards, (async (
    request,
    response,
    next,
  ) => {
    try {
      const service = serviceOf(request.query.service);
      const repository = requireAccess(world, request, service);
      const path = await world.git.prepare(
        repository,
        world.state.pullRequestsOf(repository),
      );
      const answer = await callHttpBackend(
        backendRequest(world, request, path, 'info/refs'),
        request,
        { waitsForEnd: false },
      );
      await answer.write(response);
    } catch (error) {
      next(error);
    }
  }) satisfies RequestHandler);

  router.post(
    '/:owner/:repo/:service(git-upload-pack|git-receive-pack)',
    guards,
    (async (request, response, next) => {
      try {
        const service = serviceOf(request.params.service);
        const repository = requireAccess(world, request, service);
        const call = (path: string, waitsForEnd: boolean) =>
          callHttpBackend(
            backendRequest(world, request, path, service),
            request,
            { waitsForEnd },
          );
        const pulls = world.state.pullRequestsOf(repository);
        if (service === 'git-upload-pack') {
          const path = await world.git.prepare(repository, pulls);
          await (await call(path, false)).write(response);
          return;
        }
        const answer = await world.git.receive(
          repository,
          pulls,
          path => call(path, true),
          moved =>
            applyPush(world.state, repository, moved, {
              by: contextOf(request).account!.id,
              now: world.clock.now(),
            }),
        );
        await answer.write(response);
      } catch (error) {
        next(error);
      }
    }) satisfies RequestHandler,
  );

  router.use(explain);
  return router;
}

function serviceOf(value: unknown): GitService {
  if (value === 'git-upload-pack' || value === 'git-receive-pack') return value;
  throw new GithubError(403, 'Please upgrade your git client.');
}

function requireAccess(
  world: World,
  request: Request,
  service: GitService,
): Repository {
  const { owner, repo } = request.params;
  const repository = world.state.repositoryByName(
    owner,
    repo.replace(/\.git$/, ''),
  );
  const { account, token } = contextOf(request);
  const refusal = refuseGit({
    service,
    repository,
    account,
    token,
    role: repository && visibleRole(world, request, repository),
  });
  if (refusal) throw new GithubError(refusal.status, refusal.message);
  return repository!;
}

function backendRequest(
  world: World,
  request: Request,
  path: string,
  service: string,
) {
  const login = contextOf(request).account?.login;
  return { program: world.git.program, path, service, login };
}
