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

import { GithubError, notFound } from '../http/GithubError';
import type { Branch, Repository } from '../state';

/** As many digits as GitHub wants at least. */
const ABBREVIATED_ID = /^[0-9a-f]{7,40}$/;

/** A branch, a tag or a commit by name, by full ref or by id. */
export function findRef(
  repository: Repository,
  ref: string | undefined,
): Branch | undefined {
  const { branches, tags, objects, defaultBranch } = repository;
  const wanted = ref === undefined || ref === 'HEAD' ? defaultBranch : ref;
  const name = wanted.replace(/^(refs\/)?heads\//, '');
  const tag = wanted.replace(/^(refs\/)?tags\//, '');
  const branch = branches.get(wanted) ?? branches.get(name);
  if (branch) return branch;
  const target = tags.get(wanted) ?? tags.get(tag);
  const commit = target
    ? objects.commit(target)
    : ABBREVIATED_ID.test(wanted) && objects.commitByPrefix(wanted);
  return commit ? { name: wanted, sha: commit.id } : undefined;
}

/** The same; what does not exist is answered as GitHub answers it. */
export function requireRef(
  repository: Repository,
  ref: string | undefined,
): Branch {
  const found = findRef(repository, ref);
  if (found) return found;
  if (repository.branches.size === 0) {
    throw new GithubError(404, 'This repository is empty.');
  }
  throw ref === undefined
    ? notFound()
    : new GithubError(404, `No commit found for the ref ${ref}`);
}
