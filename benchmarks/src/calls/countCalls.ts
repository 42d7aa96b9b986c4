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

import type { LoggedRequest } from 'github-agent-tasks-simulator';

/** What a call to GitHub may be for, in the order of the report. */
export const CALL_KINDS = [
  'listing of the user',
  'details of a task',
  'pull requests (GraphQL)',
  'pull request of a branch',
  'what a viewer may see',
  'who a token belongs to',
  'other',
] as const;

/** One of {@link CALL_KINDS}. */
export type CallKind = (typeof CALL_KINDS)[number];

/** Calls of one kind, extrapolated to an hour. */
export interface CallCount {
  kind: CallKind;
  perHour: number;
  /** Of these, answered by 304, which does not count against the hourly limit. */
  notModifiedPerHour: number;
}

const KINDS: [RegExp, CallKind][] = [
  [/\/agents\/tasks(\?|$)/, 'listing of the user'],
  [/\/agents\/(repos\/[^/]+\/[^/]+\/)?tasks\/[^/?]+$/, 'details of a task'],
  [/\/graphql$/, 'pull requests (GraphQL)'],
  [/\/pulls\?/, 'pull request of a branch'],
  [/\/repos\/[^/]+\/[^/?]+$/, 'what a viewer may see'],
  [/\/user$/, 'who a token belongs to'],
];

/** Sorts the simulator's log by what the calls were for. */
export function countCalls(
  requests: Pick<LoggedRequest, 'path' | 'status'>[],
  options: { minutes: number },
): CallCount[] {
  const perHour = (count: number) => Math.round((count * 60) / options.minutes);
  const byKind = new Map<CallKind, typeof requests>();
  for (const request of requests) {
    const kind = kindOf(request.path);
    byKind.set(kind, [...(byKind.get(kind) ?? []), request]);
  }
  return [...byKind].map(([kind, calls]) => ({
    kind,
    perHour: perHour(calls.length),
    notModifiedPerHour: perHour(
      calls.filter(({ status }) => status === 304).length,
    ),
  }));
}

function kindOf(path: string): CallKind {
  return KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}
