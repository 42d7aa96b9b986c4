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

import type { AccessToken } from '../../oauth/types';
import type { Account, Repository, RepositoryRole } from '../../state';

/** Fetching, or pushing. */
export type GitService = 'git-upload-pack' | 'git-receive-pack';

/** Why somebody may not, in the words that git shows after `remote:`. */
export type GitRefusal = { status: 401 | 403 | 404; message: string };

/**
 * GitHub's rules for git over HTTPS. Who has not signed in is asked to; what the
 * signed-in person does not see does not exist; pushing needs write access, by
 * the person and by the token. Undefined: go on.
 */
export function refuseGit(options: {
  service: GitService;
  repository?: Repository;
  account?: Account;
  token?: AccessToken;
  /** What the caller's token may do; undefined: it does not see the repository. */
  role?: RepositoryRole;
}): GitRefusal | undefined {
  const { service, repository, account, token, role } = options;
  if (!account && (!role || service === 'git-receive-pack')) {
    return { status: 401, message: 'No anonymous write access.' };
  }
  if (!repository || !role) {
    return { status: 404, message: 'Repository not found.' };
  }
  const slug = `${repository.ownerLogin}/${repository.name}.git`;
  if (token?.permissions && !token.permissions.contents) {
    return { status: 403, message: 'Write access to repository not granted.' };
  }
  if (service === 'git-receive-pack' && !mayPush(role, repository, token)) {
    return {
      status: 403,
      message: `Permission to ${slug} denied to ${account?.login}.`,
    };
  }
  return undefined;
}

function mayPush(
  role: RepositoryRole,
  repository: Repository,
  token: AccessToken | undefined,
): boolean {
  if (role === 'read') return false;
  if (token?.permissions) return token.permissions.contents === 'write';
  const scopes = token?.scopes ?? [];
  return (
    scopes.includes('repo') ||
    (!repository.private && scopes.includes('public_repo'))
  );
}
