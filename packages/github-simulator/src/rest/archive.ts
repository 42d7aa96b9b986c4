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

import { Router } from 'express';
import { notFound } from '../http/GithubError';
import { contextOf } from '../http/requestContext';
import type { World } from '../World';
import { requirePermission, requireRepository } from './access';
import { answer } from './answer';
import { presentRepository } from './present/presentRepository';
import { contentsOf } from './present/presentContent';
import { requireRef } from './refs';
import { tarball } from './tarball';

/** What Backstage's URL reader needs to read folders: the commit of a branch, blobs, archives. */
export function archiveRouter(world: World): Router {
  const router = Router({ strict: true });
  const { urls, clock } = world;

  router.get(
    '/repos/:owner/:repo/commits/:ref(*)/status',
    (request, response) => {
      const { repository } = requireRepository(world, request);
      const branch = requireRef(repository, request.params.ref);
      const api = urls.repositoryApi(repository);
      answer('repos/get-combined-status-for-ref', request, response, 200, {
        state: 'pending',
        statuses: [],
        sha: branch.sha,
        total_count: 0,
        repository: {
          ...presentRepository(repository, {
            state: world.state,
            urls,
            timestamp: at => clock.timestamp(at),
            apiVersion: contextOf(request).apiVersion,
          }),
          license: null,
        },
        commit_url: `${api}/commits/${branch.sha}`,
        url: `${api}/commits/${branch.sha}/status`,
      });
    },
  );

  router.get('/repos/:owner/:repo/git/blobs/:sha', (request, response) => {
    const { repository } = requireRepository(world, request);
    requirePermission(request, 'contents');
    const { sha } = request.params;
    const content = repository.objects.blob(sha);
    if (content === undefined) throw notFound();
    answer('git/get-blob', request, response, 200, {
      node_id: `B_${sha}`,
      url: `${urls.repositoryApi(repository)}/git/blobs/${sha}`,
      sha,
      size: content.length,
      encoding: 'base64',
      content: content.toString('base64'),
    });
  });

  router.get('/repos/:owner/:repo/tarball/:ref(*)', (request, response) => {
    const { repository } = requireRepository(world, request);
    requirePermission(request, 'contents');
    const branch = requireRef(repository, request.params.ref);
    const folder = [
      repository.ownerLogin,
      repository.name,
      branch.sha.slice(0, 7),
    ].join('-');
    response
      .status(200)
      .set({
        'Content-Type': 'application/x-gzip',
        'Content-Disposition': `attachment; filename=${folder}.tar.gz`,
      })
      .end(
        tarball(
          folder,
          contentsOf(repository, repository.objects.filesOfCommit(branch.sha)),
          clock.now(),
        ),
      );
  });

  return router;
}
