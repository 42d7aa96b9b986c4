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

/**
 * Readable pages, so that every link the API hands out leads somewhere. They
 * know no sign-in: whoever can reach the simulator sees everything.
 */
import { Request, Router } from 'express';
import { findRef } from '../rest/refs';
import { printDiff } from '../git';
import { comparedFiles } from '../state';
import type { Branch, PullRequest, Repository } from '../state';
import type { World } from '../World';
import { avatarSvg } from './avatar';
import { AccountPage, HomePage } from './HomePage';
import { MessagePage } from './MessagePage';
import { PullRequestPage } from './PullRequestPage';
import { ComparePage, FilePage, RepositoryPage } from './RepositoryPage';
import { sendPage } from './sendPage';
import { TaskPage } from './TaskPage';

const REPOSITORY = '/:owner/:repo';

export function pagesRouter(world: World): Router {
  const { state } = world;
  const router = Router();

  router.get('/', (_request, response) => {
    sendPage(response, 200, HomePage({ world }));
  });

  router.get('/avatars/:login', (request, response, next) => {
    const account = state.accountByLogin(request.params.login);
    if (!account) return next();
    return response
      .set('Cache-Control', 'public, max-age=3600')
      .type('image/svg+xml')
      .send(avatarSvg(account));
  });

  router.get(
    [
      `${REPOSITORY}/tasks/:id`,
      `${REPOSITORY}/copilot/tasks/:id`,
      '/copilot/tasks/:id',
      '/agents/tasks/:id',
    ],
    (request, response, next) => {
      const task = state.tasks.get(request.params.id);
      if (!task) return next();
      return sendPage(response, 200, TaskPage({ task, world }));
    },
  );

  router.get(
    [
      `${REPOSITORY}/pull/:number(\\d+)`,
      `${REPOSITORY}/pull/:number(\\d+)/(files|checks|commits)`,
    ],
    (request, response, next) => {
      const pull = pullOf(world, request);
      if (!pull) return next();
      return sendPage(response, 200, PullRequestPage({ pull, world }));
    },
  );

  router.get(
    `${REPOSITORY}/pull/:number(\\d+).(diff|patch)`,
    (request, response, next) => {
      const pull = pullOf(world, request);
      if (!pull) return next();
      return response.type('text').send(diffOf(world, pull));
    },
  );

  router.get(`${REPOSITORY}/compare/:range(*)`, (request, response, next) => {
    const repository = repositoryOf(world, request);
    const [from, to] = request.params.range.split(/\.{2,3}/);
    const base = repository && findRef(repository, from);
    const head = repository && findRef(repository, to);
    if (!repository || !base || !head) return next();
    return sendPage(response, 200, ComparePage({ repository, base, head }));
  });

  router.get(
    `${REPOSITORY}/:view(blob|raw|tree|commit|commits)/:rest(*)`,
    (request, response, next) => {
      const repository = repositoryOf(world, request);
      const found = repository && splitRef(repository, request.params.rest);
      if (!repository || !found) return next();
      const { branch, path } = found;
      const content = repository.objects.text(branch.sha, path);
      if (content !== undefined && request.params.view === 'raw') {
        return response.type('text').send(content);
      }
      return sendPage(
        response,
        200,
        content === undefined
          ? RepositoryPage({ repository, branch, world })
          : FilePage({ repository, branch, path }),
      );
    },
  );

  router.get(
    [REPOSITORY, `${REPOSITORY}/(pulls|tasks|issues|actions|agents)`],
    (request, response, next) => {
      const repository = repositoryOf(world, request);
      if (!repository) return next();
      const branch = findRef(repository, undefined);
      return sendPage(
        response,
        200,
        RepositoryPage({ repository, branch, world }),
      );
    },
  );

  router.get('/:login', (request, response, next) => {
    const account = state.accountByLogin(request.params.login);
    if (!account) return next();
    return sendPage(response, 200, AccountPage({ account, world }));
  });

  router.use((_request, response) => {
    sendPage(
      response,
      404,
      MessagePage({
        title: 'Nothing here',
        text: 'The simulator has no page at this address.',
      }),
    );
  });

  return router;
}

function repositoryOf(
  { state }: World,
  request: Request,
): Repository | undefined {
  const { owner, repo } = request.params;
  return state.repositoryByName(owner, repo.replace(/\.git$/, ''));
}

function pullOf(world: World, request: Request): PullRequest | undefined {
  const repository = repositoryOf(world, request);
  return (
    repository &&
    world.state.pullRequestByNumber(repository, Number(request.params.number))
  );
}

/** Branch names contain slashes: the longest that exists wins. */
function splitRef(
  repository: Repository,
  rest: string,
): { branch: Branch; path: string } | undefined {
  const parts = rest.split('/');
  for (let length = parts.length; length > 0; length -= 1) {
    const branch = findRef(repository, parts.slice(0, length).join('/'));
    if (branch) return { branch, path: parts.slice(length).join('/') };
  }
  return undefined;
}

/** What `git diff` prints. */
function diffOf({ state }: World, pull: PullRequest): string {
  const { before, after } = comparedFiles(state, pull);
  return printDiff(state.repository(pull.repositoryId).objects, before, after);
}
