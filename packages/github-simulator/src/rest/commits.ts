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
import {
  Commit,
  commitsBetween,
  compareFiles,
  historyOf,
  mergeBase,
} from '../git';
import { GithubError, notFound } from '../http/GithubError';
import { paginate, pageRequest } from '../http/pagination';
import { queryValue } from '../http/query';
import type { Repository } from '../state';
import type { World } from '../World';
import { requirePermission, requireRepository } from './access';
import { answer } from './answer';
import type { ResponseBody } from './openapi';
import { presentChange, presentCommit } from './present/presentCommit';
import { requireRef } from './refs';
import { requestUrl } from './repositories';

/** The history of a repository: commits, one commit, comparisons. */
export function commitsRouter(world: World): Router {
  const router = Router({ strict: true });

  router.get('/repos/:owner/:repo/commits', (request, response) => {
    const { repository } = requireReadable(world, request);
    if (repository.branches.size === 0) {
      throw new GithubError(409, 'Git Repository is empty.');
    }
    const page = paginate(
      selectCommits(request, repository),
      pageRequest(request, 'clamp'),
      { url: requestUrl(world, request), links: 'usual' },
    );
    if (page.link) response.set('Link', page.link);
    const body = page.items.map(commit =>
      presentCommit(repository, commit, world),
    );
    answer('repos/list-commits', request, response, 200, body);
  });

  router.get('/repos/:owner/:repo/commits/:ref(*)', (request, response) => {
    const { repository } = requireReadable(world, request);
    const { objects } = repository;
    const { sha } = requireRef(repository, request.params.ref);
    const commit = objects.commit(sha)!;
    const files = compareFiles(
      objects,
      objects.filesOfCommit(commit.parentIds[0] ?? ''),
      objects.files(commit.treeId),
    );
    const additions = sum(files.map(file => file.additions));
    const deletions = sum(files.map(file => file.deletions));
    const body = {
      ...presentCommit(repository, commit, world),
      stats: { additions, deletions, total: additions + deletions },
      files: files.map(file => presentChange(repository, file, sha, world)),
    };
    answer('repos/get-commit', request, response, 200, body);
  });

  router.get('/repos/:owner/:repo/compare/:range(*)', (request, response) => {
    const { repository } = requireReadable(world, request);
    const [base, head] = request.params.range.split('...');
    if (!base || !head) throw notFound();
    answer(
      'repos/compare-commits',
      request,
      response,
      200,
      compare(world, repository, withoutOwner(base), withoutOwner(head)),
    );
  });

  return router;
}

function requireReadable(world: World, request: Request) {
  const found = requireRepository(world, request);
  requirePermission(request, 'contents');
  return found;
}

function selectCommits(request: Request, repository: Repository): Commit[] {
  const { objects } = repository;
  const { sha } = requireRef(repository, queryValue(request, 'sha'));
  const path = queryValue(request, 'path');
  const since = Date.parse(queryValue(request, 'since') ?? '') || -Infinity;
  const until = Date.parse(queryValue(request, 'until') ?? '') || Infinity;
  return historyOf(objects, sha).filter(
    ({ id, parentIds, committer }) =>
      committer.at >= since &&
      committer.at <= until &&
      (!path ||
        compareFiles(
          objects,
          objects.filesOfCommit(parentIds[0] ?? ''),
          objects.filesOfCommit(id),
        ).some(file => file.path === path || file.path.startsWith(`${path}/`))),
  );
}

function compare(
  world: World,
  repository: Repository,
  base: string,
  head: string,
): ResponseBody<'repos/compare-commits', 200> {
  const { urls } = world;
  const { objects } = repository;
  const from = requireRef(repository, base).sha;
  const to = requireRef(repository, head).sha;
  const common = mergeBase(objects, from, to);
  if (common === undefined) {
    throw new GithubError(
      404,
      `No common ancestor between ${base} and ${head}.`,
    );
  }
  const ahead = commitsBetween(objects, from, to);
  const behind = commitsBetween(objects, to, from).length;
  const range = `${from}...${to}`;
  const html = `${urls.repository(repository)}/compare/${range}`;
  const present = (id: string) =>
    presentCommit(repository, objects.commit(id)!, world);
  return {
    url: `${urls.repositoryApi(repository)}/compare/${base}...${head}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: present(from),
    merge_base_commit: present(common),
    status: statusOf(ahead.length, behind),
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.map(({ id }) => present(id)),
    files: compareFiles(
      objects,
      objects.filesOfCommit(common),
      objects.filesOfCommit(to),
    ).map(file => presentChange(repository, file, to, world)),
  };
}

function statusOf(ahead: number, behind: number) {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

/** `owner:branch` names a branch of a fork; there are none, so it is the same repository. */
function withoutOwner(ref: string): string {
  return ref.slice(ref.indexOf(':') + 1);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
