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
  isAgentTasksError,
  splitRepository,
} from 'backstage-plugin-agent-tasks-common';
import { pullSchema, type Pull } from './pullRequestSchemas';
import { readBody, type Reader } from './Reader';
import { rawListSchema } from './schemas';
import { concernsToken } from './triage';
import type { GitHubAnswer, PullRequestQuery } from './types';

/** The agent's pull requests are young: they are among the newest 300. */
const MOST_PAGES = 3;

/** Looks in the repository's list: by database id, then by branch. */
export async function findPull(
  reader: Reader,
  token: string,
  query: PullRequestQuery,
): Promise<Pull | undefined> {
  const { repository, pull, headRef } = query;
  const { owner, repo } = splitRepository(repository);
  const list = async (
    filter: Record<string, string>,
    isMeant: (entry: Pull) => boolean,
  ): Promise<Pull | undefined> => {
    const { entries } = await reader.getPages(
      {
        token,
        path: `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(
          repo,
        )}/pulls`,
        query: new URLSearchParams({
          state: 'all',
          sort: 'created',
          direction: 'desc',
          per_page: '100',
          ...filter,
        }),
        operation: 'other',
      },
      {
        mostPages: MOST_PAGES,
        readPage: readPulls,
        isEnough: read => read.some(isMeant),
      },
    );
    return entries.find(isMeant);
  };

  try {
    const byId =
      pull?.id === undefined
        ? undefined
        : await list({}, entry => entry.id === pull.id);
    if (byId || !headRef) return byId;
    // Without the owner GitHub ignores the filter, and it may answer with other
    // branches at the same commit: every entry is looked at again.
    return await list({ head: `${owner}:${headRef}` }, entry =>
      isOfBranch(entry, query),
    );
  } catch (error) {
    if (isAgentTasksError(error) && !concernsToken(error)) return undefined;
    throw error;
  }
}

function isOfBranch(pull: Pull, query: PullRequestQuery): boolean {
  const { headRef, headRefWasGiven, taskCreatedAt } = query;
  return (
    pull.head.ref === headRef &&
    isOfRepository(pull, query) &&
    (headRefWasGiven ||
      Date.parse(pull.created_at) >= Date.parse(taskCreatedAt))
  );
}

/** Forks have branches of the same name. */
function isOfRepository(pull: Pull, query: PullRequestQuery): boolean {
  const { repo } = pull.head;
  if (query.repositoryId !== undefined) return repo?.id === query.repositoryId;
  return repo?.full_name.toLowerCase() === query.repository.toLowerCase();
}

function readPulls(answer: GitHubAnswer): Pull[] {
  return readBody(answer, rawListSchema).flatMap(entry => {
    const parsed = pullSchema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}
