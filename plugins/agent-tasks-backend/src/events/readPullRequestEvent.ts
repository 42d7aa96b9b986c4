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

import { z } from 'zod';
import type { ChangedPullRequests } from '../tracking/FollowedUsers';

/** More than this in one event is noise: GitHub names the pull requests of one commit. */
const MOST_NUMBERS = 100;

/** As a column of the database holds it. */
const numberSchema = z.int().positive().max(2_147_483_647);

/** Control characters are in no branch, and one of them in no text of PostgreSQL. */
const branchSchema = z
  .string()
  .max(255)
  // eslint-disable-next-line no-control-regex
  .regex(/^[^\x00-\x20\x7f]+$/);

/** What does not fit is as good as absent. */
const lenient = <S extends z.ZodType>(schema: S) =>
  schema.optional().catch(undefined);

const pullRequestSchema = z.object({ number: numberSchema });

/** A run of checks for a commit, with the open pull requests that have it as their head. */
const runSchema = z.object({
  head_branch: lenient(branchSchema),
  pull_requests: lenient(z.array(lenient(pullRequestSchema))),
});

const eventSchema = z.object({
  repository: z.object({
    full_name: z
      .string()
      .max(140)
      .regex(/^[\w.-]+\/[\w.-]+$/),
    html_url: z.string().optional(),
  }),
  pull_request: lenient(
    pullRequestSchema.extend({
      head: lenient(z.object({ ref: branchSchema })),
    }),
  ),
  check_suite: lenient(runSchema),
  workflow_run: lenient(runSchema),
});

/**
 * Which pull requests an event is about; `undefined` if it tells none, or is of
 * another host. Of the payload, that anybody may have written who knows the
 * webhook's secret, nothing else is read. A branch is named as well: a task may
 * have a branch of which no pull request is known yet.
 */
export function readPullRequestEvent(
  payload: unknown,
  host: string,
): ChangedPullRequests | undefined {
  const parsed = eventSchema.safeParse(payload);
  if (!parsed.success) return undefined;
  const { repository, pull_request, check_suite, workflow_run } = parsed.data;
  if (repository.html_url !== undefined) {
    if (hostOf(repository.html_url) !== host.toLowerCase()) return undefined;
  }
  const run = check_suite ?? workflow_run;
  const named = [pull_request, ...(run?.pull_requests ?? [])];
  const numbers = new Set(named.flatMap(pull => pull?.number ?? []));
  const branch = pull_request?.head?.ref ?? run?.head_branch;
  if (numbers.size === 0 && branch === undefined) return undefined;
  return {
    host,
    repository: repository.full_name,
    numbers: [...numbers].slice(0, MOST_NUMBERS),
    ...(branch !== undefined && { branch }),
  };
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
