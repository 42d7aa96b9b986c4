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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { ActivityQuery, MeasuredLimit } from './types';

/** Whom a refusal is told to: who asks for the task, or an admin who asks about somebody. */
export type Voice = 'asker' | 'admin';

/** `limit_reached` if a limit is, with the seconds until one more task fits where these are known. */
export function refusalOf(
  limits: MeasuredLimit[],
  query: Pick<ActivityQuery, 'userEntityRef' | 'scopes'>,
  voice: Voice = 'asker',
): AgentTasksError | undefined {
  const reached = limits.find(({ isReached }) => isReached);
  if (!reached) return undefined;
  const { retryAfter } = reached;
  return new AgentTasksError(
    'limit_reached',
    describe(reached, query, voice),
    retryAfter === undefined ? {} : { retryAfter },
  );
}

function describe(
  reached: MeasuredLimit,
  { userEntityRef, scopes }: Pick<ActivityQuery, 'userEntityRef' | 'scopes'>,
  voice: Voice,
): string {
  const { limit, subject, allowed, ruleId } = reached;
  const rule = scopes.find(scope => scope.rule?.id === ruleId)?.rule;
  const where = rule ? ` in ${rule.match}` : '';
  const have = voice === 'asker' ? 'You have' : `${userEntityRef} has`;
  const your =
    voice === 'asker' ? 'your tasks' : `the tasks of ${userEntityRef}`;
  const used = toText(reached.used);
  switch (limit) {
    case 'activeTasksPerUser':
      return `${have} ${used} unfinished agent tasks${where}; the platform admins allow ${allowed} at a time. Wait until one has finished, or stop one on GitHub.`;
    case 'activeTasksPerRepository':
      return `${subject} has ${used} unfinished agent tasks of everybody together; the platform admins allow ${allowed} at a time. Wait until one has finished, or stop one on GitHub.`;
    case 'tasksPerUserPerDay':
      return `${have} started ${used} agent tasks${where} in the last 24 hours; the platform admins allow ${allowed}. Try again later, or ask a platform admin for a higher limit.`;
    case 'tasksPerRepositoryPerDay':
      return `${used} agent tasks were started in ${subject} in the last 24 hours, by everybody together; the platform admins allow ${allowed}. Try again later, or ask a platform admin for a higher limit.`;
    case 'aiCreditsPerUserPerMonth':
      return describeCredits(reached, `${your}${where}`);
    case 'aiCreditsPerGroupPerMonth':
      return describeCredits(
        reached,
        `the tasks of the members of ${subject}${where}`,
      );
    default:
      return describeCredits(reached, `all agent tasks${where} together`);
  }
}

function describeCredits(
  { used, allowed, unknownTasks, retryAfter }: MeasuredLimit,
  whose: string,
): string {
  const unknown = unknownTasks
    ? `, and GitHub has not reported yet what ${unknownTasks} of them cost (each counts as much as a measured task on average; while none was measured, there may be one)`
    : '';
  const advice =
    retryAfter === undefined
      ? 'Wait until GitHub has reported it'
      : 'Wait until the next month (UTC) begins';
  return `This month ${whose} have cost ${toText(
    used,
  )} AI credits${unknown}; the platform admins allow ${toText(
    allowed,
  )}. ${advice}, or ask a platform admin for a higher limit.`;
}

/** Credits are told in tenths, as GitHub does. */
function toText(value: number): string {
  return String(Math.round(value * 10) / 10);
}
