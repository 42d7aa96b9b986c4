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

import {
  AgentTasksError,
  splitRepository,
} from 'backstage-plugin-agent-tasks-common';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { GraphqlReader } from './GraphqlReader';

/** As many in one query, each under an alias of its own. */
const REPOSITORIES_PER_QUERY = 100;
const QUERIES_AT_ONCE = 5;

const dataSchema = z.record(
  z.string(),
  z.looseObject({ id: z.string() }).nullish(),
);

/**
 * Which of these repositories GitHub shows to the token, one query for a hundred
 * of them. One that GitHub refuses (it does not exist, is private, wants single
 * sign-on) is left out and says nothing of the others; what concerns them all is
 * thrown. A repository that moved is shown under its old name, as everywhere on GitHub.
 */
export async function findShownRepositories(
  graphql: GraphqlReader,
  token: string,
  repositories: string[],
): Promise<Set<string>> {
  const limit = pLimit(QUERIES_AT_ONCE);
  const batches: string[][] = [];
  for (let at = 0; at < repositories.length; at += REPOSITORIES_PER_QUERY) {
    batches.push(repositories.slice(at, at + REPOSITORIES_PER_QUERY));
  }
  const shown = await Promise.all(
    batches.map(batch => limit(() => findBatch(graphql, token, batch))),
  );
  return new Set(shown.flat());
}

async function findBatch(
  graphql: GraphqlReader,
  token: string,
  repositories: string[],
): Promise<string[]> {
  const { data, errors } = await graphql.query(
    token,
    toQuery(repositories),
    dataSchema,
  );
  const refused = new Set(errors.map(({ path = [] }) => path[0]));
  return repositories.filter((_repository, index) => {
    const alias = aliasOf(index);
    if (data?.[alias]) return true;
    if (refused.has(alias)) return false;
    throw new AgentTasksError(
      'github_unavailable',
      'GitHub did not say which repositories it shows to you. Try again in a few minutes; www.githubstatus.com tells whether GitHub has a problem.',
    );
  });
}

/** Names travel as variables, so that nothing in one is read as a query. */
function toQuery(repositories: string[]) {
  const variables: Record<string, string> = {};
  const fields = repositories.map((repository, index) => {
    const { owner, repo } = splitRepository(repository);
    variables[`o${index}`] = owner;
    variables[`n${index}`] = repo;
    return `${aliasOf(
      index,
    )}: repository(owner: $o${index}, name: $n${index}) { id }`;
  });
  const declared = Object.keys(variables).map(name => `$${name}: String!`);
  return {
    query: `query AgentTasksRepositories(${declared.join(
      ', ',
    )}) {\n  ${fields.join('\n  ')}\n}`,
    variables,
  };
}

function aliasOf(index: number): string {
  return `r${index}`;
}
