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
import { GithubError, notFound, validationFailed } from '../http/GithubError';
import { requireJsonObject } from '../http/requireJsonObject';
import { isAncestor } from '../git';
import { Repository, applyPush } from '../state';
import type { World } from '../World';
import {
  requirePermission,
  requireRepository,
  requireWritable,
} from './access';
import { answer } from './answer';
import type { Schema } from './openapi';
import { presentGitCommit } from './present/presentCommit';

/** Single commits and refs of the git database: `/git/commits` and `/git/refs`. */
export function gitDatabaseRouter(world: World): Router {
  const router = Router({ strict: true });
  const { state, clock, urls } = world;

  const presentRef = (
    repository: Repository,
    ref: string,
    sha: string,
  ): Schema<'git-ref'> => {
    const api = `${urls.repositoryApi(repository)}/git`;
    return {
      ref,
      node_id: Buffer.from(`${repository.id}:${ref}`).toString('base64url'),
      url: `${api}/${ref}`,
      object: { type: 'commit', sha, url: `${api}/commits/${sha}` },
    };
  };
  const move = (request: Request, ref: string, sha?: string) => {
    const { account, repository } = requireWritable(world, request);
    applyPush(state, repository, [{ ref, sha }], {
      by: account.id,
      now: clock.now(),
    });
  };

  router.get('/repos/:owner/:repo/git/commits/:sha', (request, response) => {
    const { repository } = requireReadable(world, request);
    const commit = repository.objects.commit(request.params.sha);
    if (!commit) throw notFound();
    answer(
      'git/get-commit',
      request,
      response,
      200,
      presentGitCommit(repository, commit, world),
    );
  });

  router.get('/repos/:owner/:repo/git/ref/:ref(*)', (request, response) => {
    const { repository } = requireReadable(world, request);
    if (repository.branches.size === 0) {
      throw new GithubError(409, 'Git Repository is empty.');
    }
    const ref = `refs/${request.params.ref}`;
    const sha = shaOf(repository, ref);
    if (!sha) throw notFound();
    answer(
      'git/get-ref',
      request,
      response,
      200,
      presentRef(repository, ref, sha),
    );
  });

  router.get(
    '/repos/:owner/:repo/git/matching-refs/:prefix(*)',
    (request, response) => {
      const { repository } = requireReadable(world, request);
      const wanted = `refs/${request.params.prefix}`;
      const refs = allRefs(repository).filter(([ref]) =>
        ref.startsWith(wanted),
      );
      answer(
        'git/list-matching-refs',
        request,
        response,
        200,
        refs.map(([ref, sha]) => presentRef(repository, ref, sha)),
      );
    },
  );

  router.post('/repos/:owner/:repo/git/refs', (request, response) => {
    const { repository } = requireWritable(world, request);
    const { ref, sha } = requireJsonObject(request);
    if (typeof ref !== 'string' || !/^refs\/(heads|tags)\/\S+$/.test(ref)) {
      throw new GithubError(
        422,
        "Reference name must start with 'refs/' and contain at least two slashes.",
      );
    }
    if (typeof sha !== 'string' || !repository.objects.commit(sha)) {
      throw new GithubError(422, 'Object does not exist');
    }
    if (shaOf(repository, ref)) {
      throw new GithubError(422, 'Reference already exists');
    }
    move(request, ref, sha);
    answer(
      'git/create-ref',
      request,
      response,
      201,
      presentRef(repository, ref, sha),
    );
  });

  router.patch('/repos/:owner/:repo/git/refs/:ref(*)', (request, response) => {
    const { repository } = requireWritable(world, request);
    const { sha, force } = requireJsonObject(request);
    const ref = `refs/${request.params.ref}`;
    const before = shaOf(repository, ref);
    if (!before) throw new GithubError(422, 'Reference does not exist');
    if (typeof sha !== 'string' || !repository.objects.commit(sha)) {
      throw validationFailed({
        code: 'invalid',
        message: 'sha is not a commit',
      });
    }
    if (force !== true && !isAncestor(repository.objects, before, sha)) {
      throw new GithubError(422, 'Update is not a fast forward');
    }
    move(request, ref, sha);
    answer(
      'git/update-ref',
      request,
      response,
      200,
      presentRef(repository, ref, sha),
    );
  });

  router.delete('/repos/:owner/:repo/git/refs/:ref(*)', (request, response) => {
    const { repository } = requireWritable(world, request);
    const ref = `refs/${request.params.ref}`;
    if (!shaOf(repository, ref)) {
      throw new GithubError(422, 'Reference does not exist');
    }
    move(request, ref);
    answer('git/delete-ref', request, response, 204, undefined);
  });

  return router;
}

function requireReadable(world: World, request: Request) {
  const found = requireRepository(world, request);
  requirePermission(request, 'contents');
  return found;
}

function allRefs({ branches, tags, objects }: Repository): [string, string][] {
  return [
    ...[...branches.values()].map(({ name, sha }): [string, string] => [
      `refs/heads/${name}`,
      sha,
    ]),
    ...[...tags].map(([name, sha]): [string, string] => [
      `refs/tags/${name}`,
      objects.commit(sha)?.id ?? sha,
    ]),
  ];
}

function shaOf(repository: Repository, ref: string): string | undefined {
  return allRefs(repository).find(([name]) => name === ref)?.[1];
}
