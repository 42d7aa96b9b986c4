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

import type { PullRequest } from 'backstage-plugin-agent-tasks-common';
import { z } from 'zod';
import { safeUrl } from './safeUrl';

/** What {@link nodeSchema} reads. Batches of nodes are one call (§3 of github-agent-tasks-api.md). */
export const PULL_REQUESTS_QUERY = `query AgentTasksPullRequests($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on PullRequest {
      id number title url state isDraft reviewDecision additions deletions headRefName
      repository { databaseId nameWithOwner }
      commits(last: 1) { nodes { commit {
        statusCheckRollup { state }
        checkSuites(first: 50) { nodes { conclusion } }
      } } }
    }
  }
}`;

const nodeSchema = z.looseObject({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  url: z.string(),
  state: z.string(),
  isDraft: z.boolean(),
  reviewDecision: z.string().nullish(),
  additions: z.number().int().nullish(),
  deletions: z.number().int().nullish(),
  repository: z.looseObject({
    databaseId: z.number().nullish(),
    nameWithOwner: z.string(),
  }),
  commits: z
    .looseObject({
      nodes: z.array(
        z.looseObject({
          commit: z.looseObject({
            statusCheckRollup: z.looseObject({ state: z.string() }).nullish(),
            checkSuites: z
              .looseObject({
                nodes: z.array(
                  z.looseObject({ conclusion: z.string().nullish() }).nullish(),
                ),
              })
              .nullish(),
          }),
        }),
      ),
    })
    .nullish()
    .catch(undefined),
});

/** A pull request of GraphQL. */
export type PullRequestNode = z.infer<typeof nodeSchema>;

/** What {@link PULL_REQUESTS_QUERY} is answered with, in the order of the ids. */
export const nodesSchema = z.looseObject({
  nodes: z.array(nodeSchema.nullish().catch(undefined)).nullish(),
});

/** An entry of `GET /repos/{owner}/{repo}/pulls`. */
export const pullSchema = z.looseObject({
  id: z.number(),
  node_id: z.string().optional(),
  number: z.number().int(),
  title: z.string(),
  html_url: z.string(),
  state: z.string(),
  draft: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  created_at: z.string(),
  head: z.looseObject({
    ref: z.string(),
    repo: z.looseObject({ id: z.number(), full_name: z.string() }).nullish(),
  }),
});

/** A pull request of the REST API's list. */
export type Pull = z.infer<typeof pullSchema>;

const CHECKS: Record<string, PullRequest['checks']> = {
  SUCCESS: 'success',
  PENDING: 'pending',
  EXPECTED: 'pending',
  FAILURE: 'failure',
  ERROR: 'failure',
};

/**
 * A pull request as the portal shows it. `areChecksKnown` is false where GitHub
 * did not let the token see the checks; no checks at all are `none`.
 */
export function fromNode(
  node: PullRequestNode,
  areChecksKnown: boolean,
): PullRequest | undefined {
  const url = safeUrl(node.url);
  if (!url) return undefined;
  const checks = checksOf(node);
  return {
    number: node.number,
    title: node.title,
    url,
    ...stateOf({
      isMerged: node.state === 'MERGED',
      isClosed: node.state === 'CLOSED',
      isDraft: node.isDraft,
    }),
    ...(node.reviewDecision && { reviewDecision: node.reviewDecision }),
    ...(areChecksKnown && node.commits && checks && { checks }),
    ...(typeof node.additions === 'number' && { additions: node.additions }),
    ...(typeof node.deletions === 'number' && { deletions: node.deletions }),
  };
}

/**
 * Workflows on the agent's pull requests usually wait for a person's approval:
 * then there is a check suite that requires action and no check yet (facts §2).
 */
function checksOf(node: PullRequestNode): PullRequest['checks'] {
  const commit = node.commits?.nodes.at(-1)?.commit;
  if (commit?.statusCheckRollup) return CHECKS[commit.statusCheckRollup.state];
  const isApprovalNeeded = commit?.checkSuites?.nodes.some(
    suite => suite?.conclusion === 'ACTION_REQUIRED',
  );
  return isApprovalNeeded ? 'action_required' : 'none';
}

/** The same from the REST API's list, which tells neither checks, reviews nor size. */
export function fromPull(pull: Pull): PullRequest | undefined {
  const url = safeUrl(pull.html_url);
  if (!url) return undefined;
  return {
    number: pull.number,
    title: pull.title,
    url,
    ...stateOf({
      isMerged: Boolean(pull.merged_at),
      isClosed: pull.state === 'closed',
      isDraft: pull.draft ?? false,
    }),
  };
}

/** Merged and closed win over draft: a merged draft is no draft to anybody. */
function stateOf(pull: {
  isMerged: boolean;
  isClosed: boolean;
  isDraft: boolean;
}): Pick<PullRequest, 'state' | 'isDraft'> {
  if (pull.isMerged) return { state: 'merged', isDraft: false };
  if (pull.isClosed) return { state: 'closed', isDraft: false };
  return { state: 'open', isDraft: pull.isDraft };
}
