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
import { requireJsonObject } from '../http/requireJsonObject';
import { addComment, hearComment } from '../lifecycle';
import type { IssueComment, PullRequest, Repository } from '../state';
import type { World } from '../World';
import { requirePermission, requireRepository, requireUser } from './access';
import { answer } from './answer';
import type { RequestBody, Schema } from './openapi';
import { presentSimpleUser } from './present/presentAccount';
import { requestUrl } from './repositories';

const COMMENTS = '/repos/:owner/:repo/issues/:number/comments';

/** Comments below pull requests, which GitHub counts among the issues (behaviour 31). */
export function commentsRouter(world: World): Router {
  const router = Router({ strict: true });

  router.get(COMMENTS, (request, response) => {
    const { repository, pull } = requirePull(world, request);
    requirePermission(request, 'pull_requests');
    const page = paginate(pull.comments ?? [], pageRequest(request, 'clamp'), {
      url: requestUrl(world, request),
      links: 'usual',
    });
    if (page.link) response.set('Link', page.link);
    answer(
      'issues/list-comments',
      request,
      response,
      200,
      page.items.map(comment => present(world, repository, pull, comment)),
    );
  });

  router.post(COMMENTS, (request, response) => {
    const { id: userId } = requireUser(request);
    const { repository, pull } = requirePull(world, request);
    requirePermission(request, 'pull_requests', 'write');
    const { body } = validBody(requireJsonObject(request));
    const now = world.clock.now();
    const comment = addComment(pull, { userId, body, now });
    hearComment({ ...world, now }, pull, comment);
    answer(
      'issues/create-comment',
      request,
      response,
      201,
      present(world, repository, pull, comment),
    );
  });

  return router;
}

function requirePull(
  world: World,
  request: Request,
): { repository: Repository; pull: PullRequest } {
  const { repository } = requireRepository(world, request);
  const number = Number(request.params.number);
  const pull = world.state.pullRequestByNumber(repository, number);
  if (!pull) throw notFound();
  return { repository, pull };
}

function validBody(
  body: Record<string, unknown>,
): RequestBody<'issues/create-comment'> {
  if (typeof body.body !== 'string' || body.body.trim() === '') {
    throw validationFailed({
      code: body.body === undefined ? 'missing_field' : 'invalid',
      message: 'body is required',
    });
  }
  return { body: body.body };
}

function present(
  { state, urls, clock }: World,
  repository: Repository,
  pull: PullRequest,
  comment: IssueComment,
): Schema<'issue-comment'> {
  const api = urls.repositoryApi(repository);
  const at = clock.timestamp(comment.createdAt);
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${urls.pullRequest(repository, pull)}#issuecomment-${
      comment.id
    }`,
    issue_url: `${api}/issues/${pull.number}`,
    user: presentSimpleUser(state.account(comment.userId), urls),
    body: comment.body,
    created_at: at,
    updated_at: at,
    author_association: 'MEMBER',
  };
}
