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

import type { Commit, FileChange, Signature } from '../../git';
import { commitNodeId } from '../../ids';
import type { Account, Repository } from '../../state';
import type { World } from '../../World';
import type { Schema } from '../openapi';
import { presentSimpleUser } from './presentAccount';

/** A commit as lists show it. */
export function presentCommit(
  repository: Repository,
  commit: Commit,
  world: World,
): Schema<'commit'> {
  const { urls, clock } = world;
  const { id, treeId, parentIds, author, committer, message } = commit;
  const api = urls.repositoryApi(repository);
  const html = urls.repository(repository);
  const signature = ({ name, email, at }: Signature) => ({
    name,
    email,
    date: clock.timestamp(at),
  });
  const user = ({ email }: Signature) => {
    const account = accountOfEmail(world, email);
    return account ? presentSimpleUser(account, urls) : null;
  };
  return {
    url: `${api}/commits/${id}`,
    sha: id,
    node_id: commitNodeId(repository.id, id),
    html_url: `${html}/commit/${id}`,
    comments_url: `${api}/commits/${id}/comments`,
    commit: {
      url: `${api}/git/commits/${id}`,
      author: signature(author),
      committer: signature(committer),
      message: message.trimEnd(),
      comment_count: 0,
      tree: { sha: treeId, url: `${api}/git/trees/${treeId}` },
    },
    author: user(author),
    committer: user(committer),
    parents: parentIds.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
  };
}

/** A changed file of a commit, a comparison or a pull request, as of commit `sha`. */
export function presentChange(
  repository: Repository,
  change: FileChange,
  sha: string,
  { urls }: World,
): Schema<'diff-entry'> {
  const { path, status, additions, deletions, patch, blobId } = change;
  const html = urls.repository(repository);
  return {
    sha: blobId,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${html}/blob/${sha}/${path}`,
    raw_url: `${html}/raw/${sha}/${path}`,
    contents_url: `${urls.repositoryApi(
      repository,
    )}/contents/${path}?ref=${sha}`,
    ...(patch !== undefined && { patch }),
  };
}

/** A commit as the git database shows it. */
export function presentGitCommit(
  repository: Repository,
  commit: Commit,
  world: World,
): Schema<'git-commit'> {
  const shown = presentCommit(repository, commit, world);
  return {
    sha: shown.sha,
    node_id: shown.node_id,
    url: shown.commit.url,
    html_url: shown.html_url,
    author: shown.commit.author as Schema<'git-commit'>['author'],
    committer: shown.commit.committer as Schema<'git-commit'>['committer'],
    message: shown.commit.message,
    tree: shown.commit.tree,
    parents: shown.parents as Schema<'git-commit'>['parents'],
    verification: {
      verified: false,
      reason: 'unsigned',
      signature: null,
      payload: null,
      verified_at: null,
    },
  };
}

/** GitHub knows people by the address in their commits. */
function accountOfEmail({ state }: World, email: string): Account | undefined {
  const [, id] = /^(\d+)\+.*@users\.noreply\.github\.com$/.exec(email) ?? [];
  return id
    ? state.accounts.get(Number(id))
    : state.people().find(person => person.email === email);
}
