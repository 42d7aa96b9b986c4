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

import { commitSha, pullRequestNodeId } from '../../ids';
import type { ApiVersion } from '../../http/requestContext';
import { PullRequest, SimulatorState, tryMerge } from '../../state';
import type { Urls } from '../../Urls';
import { forVersion } from '../forVersion';
import type { Schema } from '../openapi';
import { TimestampOf, presentSimpleUser } from './presentAccount';
import { presentRepository } from './presentRepository';

type Options = {
  state: SimulatorState;
  urls: Urls;
  timestamp: TimestampOf;
  apiVersion: ApiVersion;
  /** The pull request's repository, presented, for lists in which it is always the same. */
  repository?: Schema<'repository'>;
};

/** A pull request as lists show it: without sizes and without `mergeable`. */
export function presentPullRequestSimple(
  pull: PullRequest,
  options: Options,
): Schema<'pull-request-simple'> {
  const { state, urls, timestamp, apiVersion } = options;
  const repository = state.repository(pull.repositoryId);
  const owner = presentSimpleUser(state.account(repository.ownerId), urls);
  const api = urls.pullRequestApi(repository, pull);
  const html = urls.pullRequest(repository, pull);
  const repositoryApi = urls.repositoryApi(repository);
  const issue = `${repositoryApi}/issues/${pull.number}`;
  const links = {
    self: api,
    html,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${api}/comments`,
    review_comment: `${repositoryApi}/pulls/comments{/number}`,
    commits: `${api}/commits`,
    statuses: `${repositoryApi}/statuses/${pull.headSha}`,
  };
  const repo = options.repository ?? presentRepository(repository, options);
  const end = (ref: string, sha: string) => ({
    label: `${repository.ownerLogin}:${ref}`,
    ref,
    sha,
    user: owner,
    repo,
  });
  const presented: Schema<'pull-request-simple'> = {
    url: api,
    id: pull.id,
    node_id: pullRequestNodeId(repository.id, pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: presentSimpleUser(state.account(pull.authorId), urls),
    body: pull.body,
    labels: [],
    milestone: null,
    active_lock_reason: null,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: optionalTimestamp(pull.closedAt, timestamp),
    merged_at: optionalTimestamp(pull.mergedAt, timestamp),
    // Until it is merged, the id of the merge that GitHub tries out.
    merge_commit_sha:
      pull.mergeCommitSha ?? commitSha(pull.id, 'merge', pull.headSha),
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requestedReviewerIds.map(id =>
      presentSimpleUser(state.account(id), urls),
    ),
    requested_teams: [],
    head: end(pull.headRef, pull.headSha),
    base: end(pull.baseRef, pull.baseSha),
    _links: mapValues(links, href => ({ href })),
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
    draft: pull.draft,
  };
  return forVersion(apiVersion, presented, ['merge_commit_sha', 'assignee']);
}

/** A single pull request. */
export function presentPullRequest(
  pull: PullRequest,
  options: Options,
): Schema<'pull-request'> {
  const { state, urls } = options;
  const isComputed = pull.mergeability === 'known';
  const fits =
    isComputed &&
    pull.state === 'open' &&
    tryMerge(state, pull).conflicts.length === 0;
  return {
    ...(presentPullRequestSimple(pull, options) as Schema<'pull-request'>),
    merged: pull.mergedAt !== undefined,
    // Behaviour 61: GitHub starts to compute this when it is first asked.
    mergeable: isComputed ? fits : null,
    rebaseable: isComputed ? fits : null,
    mergeable_state: mergeableState(pull, fits),
    merged_by:
      pull.mergedById === undefined
        ? null
        : presentSimpleUser(state.account(pull.mergedById), urls),
    comments: pull.comments?.length ?? 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: sum(pull.files.map(file => file.additions)),
    deletions: sum(pull.files.map(file => file.deletions)),
    changed_files: pull.files.length,
  };
}

function mergeableState(pull: PullRequest, fits: boolean): string {
  if (pull.mergeability === 'unasked' || pull.state === 'closed') {
    return 'unknown';
  }
  if (!fits) return 'dirty';
  if (pull.draft) return 'draft';
  return pull.checks.some(({ conclusion }) => conclusion === 'failure')
    ? 'unstable'
    : 'clean';
}

function optionalTimestamp(
  at: number | undefined,
  timestamp: TimestampOf,
): string | null {
  return at === undefined ? null : timestamp(at);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function mapValues<K extends string, A, B>(
  record: Record<K, A>,
  convert: (value: A) => B,
): Record<K, B> {
  return Object.fromEntries(
    Object.entries<A>(record).map(([key, value]) => [key, convert(value)]),
  ) as Record<K, B>;
}
