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

import { pullRequestNodeId, repositoryNodeId } from '../ids';
import { Account, PullRequest, Repository, tryMerge } from '../state';
import type { World } from '../World';
import { actor, suggestedActors } from './actors';

/** GraphQL's Int has 32 bits. */
const LARGEST_INT = 2_147_483_647;

/** A repository as GraphQL shows it to a viewer. */
export function repositoryNode(
  repository: Repository,
  viewer: Account,
  world: World,
) {
  const { state, urls } = world;
  return {
    __typename: 'Repository',
    id: repositoryNodeId(repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: `${repository.ownerLogin}/${repository.name}`,
    description: repository.description,
    url: urls.repository(repository),
    isPrivate: repository.private,
    owner: actor(state.account(repository.ownerId), world),
    pullRequest: ({ number }: { number: number }) => {
      const pull = state.pullRequestByNumber(repository, number);
      return pull && pullRequestNode(pull, viewer, world);
    },
    suggestedActors: suggestedActors(repository, viewer, world),
  };
}

/** A pull request as GraphQL shows it to a viewer. */
export function pullRequestNode(
  pull: PullRequest,
  viewer: Account,
  world: World,
): Record<string, unknown> {
  const { state, urls, clock } = world;
  const repository = state.repository(pull.repositoryId);
  const time = (at: number | undefined) =>
    at === undefined ? undefined : clock.timestamp(at);
  return {
    __typename: 'PullRequest',
    id: pullRequestNodeId(repository.id, pull.id),
    // Behaviour 63: ids that do not fit are null here; `fullDatabaseId` is a string.
    databaseId: pull.id > LARGEST_INT ? undefined : pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body,
    url: urls.pullRequest(repository, pull),
    state: pull.mergedAt === undefined ? pull.state.toUpperCase() : 'MERGED',
    isDraft: pull.draft,
    merged: pull.mergedAt !== undefined,
    mergeable: () => {
      const isKnown = pull.mergeability === 'known';
      pull.mergeability = 'known';
      if (!isKnown) return 'UNKNOWN';
      return tryMerge(state, pull).conflicts.length === 0
        ? 'MERGEABLE'
        : 'CONFLICTING';
    },
    reviewDecision: reviewDecision(pull),
    author: actor(state.account(pull.authorId), world),
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    additions: pull.files.reduce((sum, file) => sum + file.additions, 0),
    deletions: pull.files.reduce((sum, file) => sum + file.deletions, 0),
    changedFiles: pull.files.length,
    createdAt: time(pull.createdAt),
    updatedAt: time(pull.updatedAt),
    closedAt: time(pull.closedAt),
    mergedAt: time(pull.mergedAt),
    repository: () => repositoryNode(repository, viewer, world),
    commits: ({ first, last }: { first?: number; last?: number }) => ({
      nodes: pull.commits
        .slice(0, first ?? undefined)
        .slice(-(last ?? pull.commits.length))
        .map(({ sha }) => ({
          commit: {
            oid: sha,
            statusCheckRollup:
              sha === pull.headSha ? statusCheckRollup(pull) : undefined,
            checkSuites: checkSuites(sha === pull.headSha ? pull : undefined),
          },
        })),
      totalCount: pull.commits.length,
    }),
  };
}

/** Behaviour 64: null without checks, which includes checks that await approval. */
function statusCheckRollup(pull: PullRequest): { state: string } | undefined {
  if (pull.checks.length === 0) return undefined;
  if (pull.checks.some(({ conclusion }) => conclusion === 'failure')) {
    return { state: 'FAILURE' };
  }
  return pull.checks.every(({ status }) => status === 'completed')
    ? { state: 'SUCCESS' }
    : { state: 'PENDING' };
}

/** One suite per commit with checks; one that awaits approval has no check runs yet. */
function checkSuites(pull: PullRequest | undefined) {
  if (!pull) return { nodes: [], totalCount: 0 };
  if (pull.checksAwaitApproval) {
    return { nodes: [{ conclusion: 'ACTION_REQUIRED' }], totalCount: 1 };
  }
  const state = statusCheckRollup(pull)?.state;
  if (!state) return { nodes: [], totalCount: 0 };
  const conclusion = state === 'PENDING' ? undefined : state;
  return { nodes: [{ conclusion }], totalCount: 1 };
}

function reviewDecision(pull: PullRequest): string | undefined {
  const latest = new Map(
    pull.reviews.map(({ userId, state }) => [userId, state]),
  );
  const decisions = [...latest.values()];
  if (decisions.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  if (decisions.includes('APPROVED')) return 'APPROVED';
  return pull.requestedReviewerIds.length > 0 ? 'REVIEW_REQUIRED' : undefined;
}
