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
import { notFound } from '../http/GithubError';
import { queryValue } from '../http/query';
import { reply } from '../http/reply';
import type { World } from '../World';
import { requirePermission, requireRepository } from './access';
import { answer } from './answer';
import {
  presentFile,
  presentFolder,
  presentTree,
} from './present/presentContent';
import { requireRef } from './refs';

/** Reading files and folders: `/contents/{path}`, `/readme` and `/git/trees/{ref}`. */
export function contentsRouter(world: World): Router {
  const router = Router({ strict: true });
  const { urls } = world;

  router.get(
    ['/repos/:owner/:repo/contents', '/repos/:owner/:repo/contents/:path(*)'],
    (request, response) => {
      const { repository } = requireRepository(world, request);
      requirePermission(request, 'contents');
      const branch = requireRef(repository, queryValue(request, 'ref'));
      const path = (request.params.path ?? '').replace(/^\/+|\/+$/g, '');
      const place = { repository, ref: branch.name, path };
      const { treeId } = repository.objects.commit(branch.sha)!;
      const file = repository.objects.files(treeId).get(path);
      if (!file) {
        const folder = presentFolder(place, treeId, urls);
        if (!folder) throw notFound();
        answer('repos/get-content', request, response, 200, folder);
        return;
      }
      if (acceptsRaw(request)) {
        reply(request, response, {
          status: 200,
          type: 'application/vnd.github.raw; charset=utf-8',
          body: repository.objects.blob(file.id)!,
        });
        return;
      }
      answer(
        'repos/get-content',
        request,
        response,
        200,
        presentFile(place, file.id, urls),
      );
    },
  );

  router.get('/repos/:owner/:repo/readme', (request, response) => {
    const { owner, repo } = request.params;
    response.redirect(
      302,
      `${urls.api}/repos/${owner}/${repo}/contents/README.md`,
    );
  });

  router.get('/repos/:owner/:repo/git/trees/:ref(*)', (request, response) => {
    const { repository } = requireRepository(world, request);
    requirePermission(request, 'contents');
    const { ref } = request.params;
    const treeId = repository.objects.tree(ref)
      ? ref
      : repository.objects.commit(requireRef(repository, ref).sha)!.treeId;
    answer(
      'git/get-tree',
      request,
      response,
      200,
      presentTree(repository, treeId, {
        urls,
        isRecursive: queryValue(request, 'recursive') !== undefined,
      }),
    );
  });

  return router;
}

function acceptsRaw(request: Request): boolean {
  return /application\/vnd\.github(\.v3)?\.raw/.test(
    request.get('accept') ?? '',
  );
}
