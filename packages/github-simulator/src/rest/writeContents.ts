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
import { z } from 'zod';
import { GithubError, validationFailed } from '../http/GithubError';
import { requireJsonObject } from '../http/requireJsonObject';
import {
  Account,
  FileChanges,
  Repository,
  applyPush,
  commitToBranch,
  signatureOf,
} from '../state';
import type { World } from '../World';
import { requireWritable } from './access';
import { answer } from './answer';
import type { ResponseBody } from './openapi';
import { presentGitCommit } from './present/presentCommit';
import { presentFile } from './present/presentContent';

const person = z.object({ name: z.string(), email: z.string() }).optional();

const change = z.object({
  message: z.string().min(1),
  branch: z.string().optional(),
  sha: z.string().optional(),
  author: person,
  committer: person,
});

const newContent = change.extend({ content: z.string() });

type Change = z.infer<typeof change>;

/** Writing single files: PUT and DELETE on `/contents/{path}`, one commit each. */
export function writeContentsRouter(world: World): Router {
  const router = Router({ strict: true });
  const { urls } = world;

  router.put('/repos/:owner/:repo/contents/:path(*)', (request, response) => {
    const { account, repository } = requireWritable(world, request);
    const body = parse(newContent, request);
    const { path } = request.params;
    const existed = requireCurrent(repository, path, body);
    const content = Buffer.from(body.content, 'base64');
    const commit = write(world, repository, account, body, { [path]: content });
    const file = repository.objects.filesOfCommit(commit.id).get(path)!;
    const place = { repository, ref: branchOf(repository, body), path };
    const result = {
      content: withoutContent(presentFile(place, file.id, urls)),
      commit: presentGitCommit(repository, commit, world),
    };
    answer(
      'repos/create-or-update-file-contents',
      request,
      response,
      existed ? 200 : 201,
      result,
    );
  });

  router.delete(
    '/repos/:owner/:repo/contents/:path(*)',
    (request, response) => {
      const { account, repository } = requireWritable(world, request);
      const body = parse(change, request);
      const { path } = request.params;
      if (!requireCurrent(repository, path, body)) {
        throw new GithubError(404, 'Not Found');
      }
      const commit = write(world, repository, account, body, {
        [path]: undefined,
      });
      const result = {
        content: null,
        commit: presentGitCommit(repository, commit, world),
      };
      answer('repos/delete-file', request, response, 200, result);
    },
  );

  return router;
}

function parse<Body>(schema: z.ZodType<Body>, request: Request): Body {
  const parsed = schema.safeParse(requireJsonObject(request));
  if (parsed.success) return parsed.data;
  throw validationFailed(
    ...parsed.error.issues.map(({ path, message }) => ({
      code: 'invalid' as const,
      message: `${path.join('.')}: ${message}`,
    })),
  );
}

function branchOf({ defaultBranch }: Repository, { branch }: Change): string {
  return branch ?? defaultBranch;
}

/** Whoever changes a file must name the version that they know. True: the file exists. */
function requireCurrent(
  repository: Repository,
  path: string,
  body: Change,
): boolean {
  const { branches, objects } = repository;
  const name = branchOf(repository, body);
  const branch = branches.get(name);
  if (!branch && branches.size > 0) {
    throw new GithubError(404, `Branch ${name} not found`);
  }
  const file = branch && objects.filesOfCommit(branch.sha).get(path);
  if (file && body.sha === undefined) {
    throw new GithubError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  }
  if (file && file.id !== body.sha) {
    throw new GithubError(409, `${path} does not match ${body.sha}`);
  }
  return file !== undefined;
}

function write(
  { state, clock }: World,
  repository: Repository,
  account: Account,
  body: Change,
  changes: FileChanges,
) {
  const now = clock.now();
  const self = signatureOf(account, now);
  const name = branchOf(repository, body);
  const commit = commitToBranch(repository, {
    branch: name,
    changes,
    message: body.message,
    author: { ...self, ...body.author },
    committer: { ...self, ...body.committer },
  });
  applyPush(
    state,
    repository,
    [{ ref: `refs/heads/${name}`, sha: commit.id }],
    {
      by: account.id,
      now,
    },
  );
  return commit;
}

/** The answer describes the file but does not repeat what was sent. */
function withoutContent({
  content: _content,
  encoding: _encoding,
  ...file
}: ReturnType<typeof presentFile>) {
  return file as ResponseBody<
    'repos/create-or-update-file-contents',
    201
  >['content'];
}
