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

import { isAncestor } from '../git';
import type { PullRequest, Repository } from './model';
import { closePullRequest, markMerged } from './mergePullRequest';
import { refreshPullRequest } from './refreshPullRequest';
import type { SimulatorState } from './SimulatorState';

/** A branch or tag that a push has moved. Without `sha` it was deleted. */
export type MovedRef = {
  /** In full, e.g. `refs/heads/main`. */
  ref: string;
  sha?: string;
};

const AGENT_PROFILE = /^\.github\/agents\/([^/]+)\.agent\.md$/;

/**
 * What GitHub does after a push, however it came: branches and tags move, the
 * first branch of an empty repository becomes its default, and open pull
 * requests get their new commits, are merged (their commits are on the base now)
 * or closed (their branch is gone). The objects must be there already.
 */
export function applyPush(
  state: SimulatorState,
  repository: Repository,
  moved: readonly MovedRef[],
  options: { by: number; now: number },
): void {
  if (moved.length === 0) return;
  const { branches, tags } = repository;
  for (const { ref, sha } of moved) {
    const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
    if (kind === 'heads' && sha) branches.set(name, { name, sha });
    if (kind === 'heads' && !sha) branches.delete(name);
    if (kind === 'tags' && sha) tags.set(name, sha);
    if (kind === 'tags' && !sha) tags.delete(name);
  }
  const [first] = branches.keys();
  if (first && !branches.has(repository.defaultBranch)) {
    repository.defaultBranch = first;
  }
  repository.updatedAt = options.now;
  const names = moved.map(({ ref }) => ref.replace('refs/heads/', ''));
  if (names.includes(repository.defaultBranch)) findCustomAgents(repository);
  for (const pull of state.pullRequestsOf(repository)) {
    if (pull.state === 'closed') continue;
    if (names.includes(pull.headRef)) followHead(state, pull, options);
    else if (names.includes(pull.baseRef)) followBase(state, pull, options);
  }
}

function followHead(
  state: SimulatorState,
  pull: PullRequest,
  options: { by: number; now: number },
): void {
  const repository = state.repository(pull.repositoryId);
  if (repository.branches.has(pull.headRef)) {
    refreshPullRequest(state, pull, options.now);
  } else {
    closePullRequest(pull, options.now);
  }
}

function followBase(
  state: SimulatorState,
  pull: PullRequest,
  options: { by: number; now: number },
): void {
  const repository = state.repository(pull.repositoryId);
  const base = repository.branches.get(pull.baseRef);
  pull.mergeability = 'unasked';
  if (base && isAncestor(repository.objects, pull.headSha, base.sha)) {
    pull.mergeCommitSha = base.sha;
    markMerged(state, pull, options);
  }
}

/** Profiles count where they are on the default branch. */
function findCustomAgents(repository: Repository): void {
  const { objects, branches, defaultBranch } = repository;
  const { sha } = branches.get(defaultBranch)!;
  repository.customAgents = [...objects.filesOfCommit(sha).keys()].flatMap(
    path => {
      const [, id] = AGENT_PROFILE.exec(path) ?? [];
      if (!id) return [];
      const profile = objects.text(sha, path) ?? '';
      const [, description = ''] = /^description: *(.*)$/m.exec(profile) ?? [];
      return [{ id, description }];
    },
  );
}
