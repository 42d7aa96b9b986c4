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

/**
 * Finds the pull request of a task. GitHub names it by its database id, never
 * by its number, and not always fully, so it is tried in this order
 * (§3 of github-agent-tasks-api.md):
 *
 * 1. by node id, as given (`global_id`) or derived from repository id and
 *    database id; a hundred at a time, in one GraphQL call;
 * 2. by database id in the repository's list of pull requests;
 * 3. by branch.
 *
 * What 2 and 3 find is looked up by its node id once more, as only GraphQL tells
 * checks, reviews and size. Where GraphQL shows nothing, the list's entry serves.
 *
 * One that cannot be found is left out. What concerns the token as a whole
 * (expired, rate limited, GitHub down) is thrown: an absent pull request must
 * never be mistaken for one that GitHub did not tell about.
 */
import {
  isAgentTasksError,
  type PullRequest,
} from 'backstage-plugin-agent-tasks-common';
import { findPull } from './findPull';
import { pullRequestNodeId } from './pullRequestNodeId';
import {
  fromNode,
  fromPull,
  nodesSchema,
  PULL_REQUESTS_QUERY,
  type Pull,
  type PullRequestNode,
} from './pullRequestSchemas';
import type { GraphqlReader } from './GraphqlReader';
import type { Reader } from './Reader';
import { concernsToken } from './triage';
import type { PullRequestQuery } from './types';

/** GitHub: "You may not provide more than 100 node ids". */
const MOST_NODES = 100;

type Found = { node: PullRequestNode; areChecksKnown: boolean };

export interface PullRequestResolverOptions {
  graphql: GraphqlReader;
  reader: Reader;
}

/** Resolves many pull requests with as few calls as it takes. */
export class PullRequestResolver {
  readonly #options: PullRequestResolverOptions;

  static create(options: PullRequestResolverOptions): PullRequestResolver {
    return new PullRequestResolver(options);
  }

  private constructor(options: PullRequestResolverOptions) {
    this.#options = options;
  }

  /** By the key of their query. */
  async resolve(
    token: string,
    queries: PullRequestQuery[],
  ): Promise<Map<string, PullRequest>> {
    const results = new Map<string, PullRequest>();
    const known = await this.#findNodes(token, queries.flatMap(nodeIdOf));
    const open: PullRequestQuery[] = [];
    for (const query of queries) {
      const found = nodeIdOf(query).map(id => known.get(id))[0];
      const pullRequest =
        found &&
        isOfRepository(found.node, query) &&
        fromNode(found.node, found.areChecksKnown);
      if (pullRequest) results.set(query.key, pullRequest);
      else open.push(query);
    }
    if (open.length === 0) return results;

    const pulls = await this.#findPulls(token, open);
    const ids = [...pulls.values()].flatMap(({ node_id }) => node_id ?? []);
    const nodes = await this.#findNodes(token, ids);
    for (const [key, pull] of pulls) {
      const found = nodes.get(pull.node_id ?? '');
      const pullRequest = found
        ? fromNode(found.node, found.areChecksKnown)
        : fromPull(pull);
      if (pullRequest) results.set(key, pullRequest);
    }
    return results;
  }

  async #findPulls(
    token: string,
    queries: PullRequestQuery[],
  ): Promise<Map<string, Pull>> {
    const pulls = new Map<string, Pull>();
    for (const query of queries) {
      const pull = await findPull(this.#options.reader, token, query);
      if (pull) pulls.set(query.key, pull);
    }
    return pulls;
  }

  async #findNodes(token: string, ids: string[]): Promise<Map<string, Found>> {
    const unique = [...new Set(ids)];
    const found = new Map<string, Found>();
    for (let start = 0; start < unique.length; start += MOST_NODES) {
      const batch = unique.slice(start, start + MOST_NODES);
      for (const [id, entry] of await this.#findBatch(token, batch)) {
        found.set(id, entry);
      }
    }
    return found;
  }

  async #findBatch(
    token: string,
    ids: string[],
  ): Promise<[id: string, found: Found][]> {
    const { data, errors } = await this.#ask(token, ids);
    // Errors below a node (such as checks that the token may not see) leave holes in it.
    const nodesWithHoles = new Set(
      errors.flatMap(({ path = [] }) =>
        path[0] === 'nodes' && path.length > 2 ? path[1] : [],
      ),
    );
    return ids.flatMap((id, index): [string, Found][] => {
      const node = data?.nodes?.[index];
      if (!node) return [];
      return [[id, { node, areChecksKnown: !nodesWithHoles.has(index) }]];
    });
  }

  /** A refusal that is not about the token leaves the lists of the REST API to try. */
  async #ask(token: string, ids: string[]) {
    try {
      return await this.#options.graphql.query(
        token,
        { query: PULL_REQUESTS_QUERY, variables: { ids } },
        nodesSchema,
      );
    } catch (error) {
      if (isAgentTasksError(error) && !concernsToken(error)) {
        return { data: undefined, errors: [] };
      }
      throw error;
    }
  }
}

/** None or one. */
function nodeIdOf({ pull, repositoryId }: PullRequestQuery): string[] {
  if (pull?.globalId) return [pull.globalId];
  if (pull?.id === undefined || repositoryId === undefined) return [];
  return [pullRequestNodeId(repositoryId, pull.id)];
}

/** A node id leads anywhere on GitHub; only the task's own repository is meant. */
function isOfRepository(
  { repository }: PullRequestNode,
  query: PullRequestQuery,
): boolean {
  if (query.repositoryId !== undefined && repository.databaseId) {
    return repository.databaseId === query.repositoryId;
  }
  return (
    repository.nameWithOwner.toLowerCase() === query.repository.toLowerCase()
  );
}
