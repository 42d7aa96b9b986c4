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
import { notFound, validationFailed } from '../http/GithubError';
import { paginate, pageRequest } from '../http/pagination';
import { queryValue } from '../http/query';
import { contextOf } from '../http/requestContext';
import type { PullRequest, Repository } from '../state';
import type { World } from '../World';
import { requirePermission, requireRepository } from './access';
import { answer } from './answer';
import {
  presentPullRequest,
  presentPullRequestSimple,
} from './present/presentPullRequest';
import { presentSimpleUser } from './present/presentAccount';
import { presentChange, presentCommit } from './present/presentCommit';
import { presentRepository } from './present/presentRepository';
import { requestUrl } from './repositories';

/** Pull requests: list, one, its files and reviews. */
export function pullsRouter(world: World): Router {
  const router = Router({ strict: true });
  const optionsOf = (request: Request) => ({
    state: world.state,
    urls: world.urls,
    timestamp: (at: number) => world.clock.timestamp(at),
    apiVersion: contextOf(request).apiVersion,
  });

  router.get('/repos/:owner/:repo/pulls', (request, response) => {
    const { repository } = requireRepository(world, request);
    requirePermission(request, 'pull_requests');
    const page = paginate(
      selectPulls(world, request, repository),
      pageRequest(request, 'clamp'),
      { url: requestUrl(world, request), links: 'usual' },
    );
    if (page.link) response.set('Link', page.link);
    const options = optionsOf(request);
    const presentedRepository = presentRepository(repository, options);
    answer(
      'pulls/list',
      request,
      response,
      200,
      page.items.map(pull =>
        presentPullRequestSimple(pull, {
          ...options,
          repository: presentedRepository,
        }),
      ),
    );
  });

  router.get('/repos/:owner/:repo/pulls/:number', (request, response) => {
    const { pull } = requirePull(world, request);
    answer(
      'pulls/get',
      request,
      response,
      200,
      presentPullRequest(pull, optionsOf(request)),
    );
    // Behaviour 61: now that somebody has asked, the next answer knows.
    pull.mergeability = 'known';
  });

  router.get('/repos/:owner/:repo/pulls/:number/files', (request, response) => {
    const { pull, repository } = requirePull(world, request);
    answer(
      'pulls/list-files',
      request,
      response,
      200,
      pull.files.map(file =>
        presentChange(repository, file, pull.headSha, world),
      ),
    );
  });

  router.get(
    '/repos/:owner/:repo/pulls/:number/commits',
    (request, response) => {
      const { pull, repository } = requirePull(world, request);
      answer(
        'pulls/list-commits',
        request,
        response,
        200,
        pull.commits.flatMap(({ sha }) => {
          const commit = repository.objects.commit(sha);
          return commit ? [presentCommit(repository, commit, world)] : [];
        }),
      );
    },
  );

  router.get(
    '/repos/:owner/:repo/pulls/:number/reviews',
    (request, response) => {
      const { pull, repository } = requirePull(world, request);
      answer(
        'pulls/list-reviews',
        request,
        response,
        200,
        pull.reviews.map((review, index) => ({
          id: pull.id + index + 1,
          node_id: `PRR_${pull.id + index + 1}`,
          user: presentSimpleUser(
            world.state.account(review.userId),
            world.urls,
          ),
          body: '',
          state: review.state,
          html_url: world.urls.pullRequest(repository, pull),
          pull_request_url: world.urls.pullRequestApi(repository, pull),
          _links: {
            html: { href: world.urls.pullRequest(repository, pull) },
            pull_request: {
              href: world.urls.pullRequestApi(repository, pull),
            },
          },
          submitted_at: world.clock.timestamp(review.submittedAt),
          commit_id: pull.headSha,
          author_association: 'MEMBER' as const,
        })),
      );
    },
  );

  return router;
}

function requirePull(
  world: World,
  request: Request,
): { repository: Repository; pull: PullRequest } {
  const { repository } = requireRepository(world, request);
  requirePermission(request, 'pull_requests');
  const pull = world.state.pullRequestByNumber(
    repository,
    Number(request.params.number),
  );
  if (!pull) throw notFound();
  return { repository, pull };
}

/** Behaviour 60: `head` counts only as `owner:branch`; without the colon it is ignored. */
function selectPulls(
  { state }: World,
  request: Request,
  repository: Repository,
): PullRequest[] {
  const wantedState = queryValue(request, 'state') ?? 'open';
  if (!['open', 'closed', 'all'].includes(wantedState)) {
    throw validationFailed({ code: 'invalid', message: 'state is not valid' });
  }
  const head = queryValue(request, 'head');
  const base = queryValue(request, 'base');
  const sort = queryValue(request, 'sort') ?? 'created';
  const direction =
    queryValue(request, 'direction') ?? (sort === 'created' ? 'desc' : 'asc');
  const time = (pull: PullRequest) =>
    sort === 'updated' ? pull.updatedAt : pull.createdAt;
  return state
    .pullRequestsOf(repository)
    .filter(
      pull =>
        (wantedState === 'all' || pull.state === wantedState) &&
        (!head?.includes(':') ||
          `${repository.ownerLogin}:${pull.headRef}`.toLowerCase() ===
            head.toLowerCase()) &&
        (!base || pull.baseRef === base),
    )
    .sort((a, b) => (time(a) - time(b)) * (direction === 'asc' ? 1 : -1));
}
