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

import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';

/**
 * The repository of a step as `owner/name`, from whichever of its two inputs is
 * given: `repoUrl` as Backstage's RepoUrlPicker writes it, or `repository`.
 * Whether the owner and name are well formed is for the request's schema to say.
 *
 * @throws InputError if none or both are given, or if the host is another one.
 */
export function resolveRepository(
  input: { repoUrl?: string; repository?: string },
  options: { gitHubHost: string; integrations: ScmIntegrationRegistry },
): string {
  if (input.repoUrl && input.repository) {
    throw new InputError(
      'The step has both repoUrl and repository. Remove one of them from the template.',
    );
  }
  if (input.repository) return input.repository;
  if (!input.repoUrl) {
    throw new InputError(
      `The step has no repository. Give repository (acme/billing) or repoUrl (${options.gitHubHost}?owner=acme&repo=billing).`,
    );
  }
  const { host, owner, repo } = parseRepoUrl(
    input.repoUrl,
    options.integrations,
  );
  if (host !== options.gitHubHost) {
    throw new InputError(
      `The repository is on ${host}, but agent tasks run on ${options.gitHubHost} here. Choose a repository on ${options.gitHubHost}.`,
    );
  }
  return `${owner}/${repo}`;
}
