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
import type { PullRequest, Repository } from '../state';
import type { World } from '../World';
import { requireRepository } from './access';
import { answer } from './answer';
import type { Schema } from './openapi';
import { findRef } from './refs';

/** Check runs of a commit. While they await approval there are none (behaviour 64). */
export function checksRouter(world: World): Router {
  const router = Router({ strict: true });
  const { clock, urls } = world;

  router.get(
    '/repos/:owner/:repo/commits/:ref(*)/check-runs',
    (request, response) => {
      const { repository } = requireRepository(world, request);
      const pull = pullOfRef(world, repository, request.params.ref);
      const html = urls.repository(repository);
      const runs = (pull?.checks ?? []).map(
        (check): Schema<'check-run'> => ({
          id: check.id,
          node_id: `CR_${check.id}`,
          external_id: '',
          name: check.name,
          head_sha: pull!.headSha,
          status: check.status,
          conclusion: check.conclusion ?? null,
          started_at: clock.timestamp(check.startedAt),
          completed_at:
            check.completedAt === undefined
              ? null
              : clock.timestamp(check.completedAt),
          url: `${urls.repositoryApi(repository)}/check-runs/${check.id}`,
          html_url: `${html}/pull/${pull!.number}/checks`,
          details_url: `${html}/pull/${pull!.number}/checks`,
          output: {
            title: null,
            summary: null,
            text: null,
            annotations_count: 0,
            annotations_url: `${urls.repositoryApi(repository)}/check-runs/${
              check.id
            }/annotations`,
          },
          check_suite: null,
          app: null,
          pull_requests: [],
        }),
      );
      answer('checks/list-for-ref', request, response, 200, {
        total_count: runs.length,
        check_runs: runs,
      });
    },
  );

  return router;
}

function pullOfRef(
  { state }: World,
  repository: Repository,
  ref: string,
): PullRequest | undefined {
  const branch = findRef(repository, ref);
  const pull = state
    .pullRequestsOf(repository)
    .find(
      ({ headRef, headSha }) => headRef === branch?.name || headSha === ref,
    );
  if (!branch && !pull) throw notFound();
  return pull;
}
