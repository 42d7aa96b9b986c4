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
import { reply, replyJson } from '../http/reply';
import { blobSha } from '../ids';
import type { Branch, Repository } from '../state';
import type { World } from '../World';
import { requirePermission, requireRepository } from './access';
import type { Schema } from './openapi';

/** Files and folders of a branch: `/repos/{owner}/{repo}/contents/{path}` and the recursive tree. */
export function contentsRouter(world: World): Router {
  const router = Router({ strict: true });

  router.get(
    ['/repos/:owner/:repo/contents', '/repos/:owner/:repo/contents/:path(*)'],
    (request, response) => {
      const { repository } = requireRepository(world, request);
      requirePermission(request, 'contents');
      const branch = requireRef(repository, queryValue(request, 'ref'));
      const path = (request.params.path ?? '').replace(/^\/+|\/+$/g, '');
      const content = branch.files.get(path);
      if (content === undefined) {
        const entries = listFolder(world, repository, branch, path);
        if (entries.length === 0) throw notFound();
        replyJson(request, response, 200, entries);
        return;
      }
      if (acceptsRaw(request)) {
        reply(request, response, {
          status: 200,
          type: 'application/vnd.github.raw; charset=utf-8',
          body: content,
        });
        return;
      }
      const file: Schema<'content-file'> = {
        ...describe(world, repository, branch, path, content),
        type: 'file',
        encoding: 'base64',
        content: Buffer.from(content)
          .toString('base64')
          .replace(/.{60}/g, '$&\n'),
      };
      replyJson(request, response, 200, file);
    },
  );

  router.get('/repos/:owner/:repo/readme', (request, response) => {
    const { owner, repo } = request.params;
    response.redirect(
      302,
      `${world.urls.api}/repos/${owner}/${repo}/contents/README.md`,
    );
  });

  router.get('/repos/:owner/:repo/git/trees/:ref(*)', (request, response) => {
    const { repository } = requireRepository(world, request);
    requirePermission(request, 'contents');
    const branch = requireRef(repository, request.params.ref);
    const api = world.urls.repositoryApi(repository);
    replyJson(request, response, 200, {
      sha: branch.sha,
      url: `${api}/git/trees/${branch.sha}`,
      tree: [...branch.files].map(([path, content]) => ({
        path,
        mode: '100644',
        type: 'blob',
        sha: blobSha(content),
        size: Buffer.byteLength(content),
        url: `${api}/git/blobs/${blobSha(content)}`,
      })),
      truncated: false,
    });
  });

  return router;
}

/** A branch by name, by full ref, or by the commit at its tip. */
export function findRef(
  repository: Repository,
  ref: string | undefined,
): Branch | undefined {
  const name = (ref ?? repository.defaultBranch).replace(/^refs\/heads\//, '');
  return (
    repository.branches.get(name) ??
    [...repository.branches.values()].find(branch => branch.sha === name)
  );
}

function requireRef(repository: Repository, ref: string | undefined): Branch {
  const branch = findRef(repository, ref === 'HEAD' ? undefined : ref);
  if (!branch) throw notFound();
  return branch;
}

function acceptsRaw(request: Request): boolean {
  return /application\/vnd\.github(\.v3)?\.raw/.test(
    request.get('accept') ?? '',
  );
}

function listFolder(
  world: World,
  repository: Repository,
  branch: Branch,
  folder: string,
): Schema<'content-directory'> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, Schema<'content-directory'>[number]>();
  for (const [path, content] of branch.files) {
    if (!path.startsWith(prefix)) continue;
    const [name, ...rest] = path.slice(prefix.length).split('/');
    const isFolder = rest.length > 0;
    entries.set(name, {
      ...describe(
        world,
        repository,
        branch,
        `${prefix}${name}`,
        isFolder ? undefined : content,
      ),
      type: isFolder ? 'dir' : 'file',
    });
  }
  return [...entries.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** What files and folders have in common; a folder has no content. */
function describe(
  { urls }: World,
  repository: Repository,
  branch: Branch,
  path: string,
  content: string | undefined,
) {
  const api = urls.repositoryApi(repository);
  const self = `${api}/contents/${encodeURI(path)}?ref=${encodeURIComponent(
    branch.name,
  )}`;
  const sha = blobSha(content ?? path);
  const git = `${api}/git/${content === undefined ? 'trees' : 'blobs'}/${sha}`;
  const view = content === undefined ? 'tree' : 'blob';
  const html = `${urls.repository(repository)}/${view}/${branch.name}/${path}`;
  return {
    name: path.split('/').at(-1)!,
    path,
    sha,
    size: content === undefined ? 0 : Buffer.byteLength(content),
    url: self,
    html_url: html,
    git_url: git,
    download_url:
      content === undefined
        ? null
        : `${urls.repository(repository)}/raw/${branch.name}/${path}`,
    _links: { self, git, html },
  };
}
