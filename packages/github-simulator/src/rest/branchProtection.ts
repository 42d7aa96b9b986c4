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
import { GithubError } from '../http/GithubError';
import { replyJson } from '../http/reply';
import { requireJsonObject } from '../http/requireJsonObject';
import type { Repository } from '../state';
import type { World } from '../World';
import { requireAdmin } from './access';

const PROTECTION = '/repos/:owner/:repo/branches/:branch/protection';

/**
 * Protection of branches: it is kept and shown, `protected` says so, and pushes
 * that rewrite or delete the branch are refused. Reviews that it asks for are
 * not enforced: by git anybody who may write still pushes.
 */
export function branchProtectionRouter(world: World): Router {
  const { urls } = world;
  const router = Router({ strict: true });

  const requireBranch = (request: Request) => {
    const { repository } = requireAdmin(world, request);
    const { branch } = request.params;
    if (!repository.branches.has(branch)) {
      throw new GithubError(404, 'Branch not found');
    }
    return { repository, branch };
  };
  const present = (repository: Repository, branch: string) => {
    const protection = repository.protections?.[branch];
    if (!protection) throw new GithubError(404, 'Branch not protected');
    const url = `${urls.repositoryApi(
      repository,
    )}/branches/${branch}/protection`;
    return { url, ...protection };
  };

  router.get(PROTECTION, (request, response) => {
    const { repository, branch } = requireBranch(request);
    replyJson(request, response, 200, present(repository, branch));
  });

  router.put(PROTECTION, (request, response) => {
    const { repository, branch } = requireBranch(request);
    const wanted = requireJsonObject(request);
    const isOn = (name: string) => ({ enabled: wanted[name] === true });
    repository.protections ??= {};
    repository.protections[branch] = {
      required_status_checks: wanted.required_status_checks ?? undefined,
      required_pull_request_reviews:
        wanted.required_pull_request_reviews ?? undefined,
      enforce_admins: isOn('enforce_admins'),
      required_linear_history: isOn('required_linear_history'),
      required_conversation_resolution: isOn(
        'required_conversation_resolution',
      ),
      allow_force_pushes: isOn('allow_force_pushes'),
      allow_deletions: isOn('allow_deletions'),
      block_creations: isOn('block_creations'),
    };
    replyJson(request, response, 200, present(repository, branch));
  });

  router.delete(PROTECTION, (request, response) => {
    const { repository, branch } = requireBranch(request);
    present(repository, branch);
    delete repository.protections?.[branch];
    response.status(204).end();
  });

  router.post(`${PROTECTION}/required_signatures`, (request, response) => {
    const { repository, branch } = requireBranch(request);
    const { url } = present(repository, branch);
    const enabled = { enabled: true };
    repository.protections![branch].required_signatures = enabled;
    replyJson(request, response, 200, {
      url: `${url}/required_signatures`,
      ...enabled,
    });
  });

  return router;
}
