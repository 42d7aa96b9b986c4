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

import type { PolicyLimits } from 'backstage-plugin-agent-tasks-common';
import { matchesRepository } from '../globs';
import { DAY_MS, nextMonthOf } from './periods';
import type {
  Activity,
  ActivityQuery,
  Cost,
  LimitScope,
  MeasuredLimit,
} from './types';

const NANO = 1_000_000_000;

type Use = Omit<MeasuredLimit, 'limit' | 'ruleId' | 'allowed'>;

interface MeasureOptions {
  allowed: number;
  scope: LimitScope;
  query: ActivityQuery;
  activity: Activity;
}

const MEASURES: Record<keyof PolicyLimits, (options: MeasureOptions) => Use[]> =
  {
    activeTasksPerUser: ({ allowed, scope, query, activity }) => {
      const used = within(scope, activity.activeOfUser).reduce(
        (sum, { tasks }) => sum + tasks,
        0,
      );
      return [
        { subject: query.userEntityRef, used, isReached: used >= allowed },
      ];
    },
    activeTasksPerRepository: ({ allowed, query, activity }) => {
      const used = activity.activeInRepository;
      return [{ subject: query.repository, used, isReached: used >= allowed }];
    },
    tasksPerUserPerDay: ({ allowed, scope, query, activity }) => {
      const times = within(scope, activity.startedByUser).map(({ at }) => at);
      return [
        { subject: query.userEntityRef, ...perDay(times, allowed, query) },
      ];
    },
    tasksPerRepositoryPerDay: ({ allowed, query, activity }) => [
      {
        subject: query.repository,
        ...perDay(activity.startedInRepository, allowed, query),
      },
    ],
    aiCreditsPerUserPerMonth: options => [
      {
        subject: options.query.userEntityRef,
        ...credits(options, options.activity.costsOfUser),
      },
    ],
    aiCreditsPerGroupPerMonth: options =>
      options.query.groups.map(group => ({
        subject: group,
        ...credits(
          options,
          options.activity.costsOfGroups.filter(cost => cost.group === group),
        ),
      })),
    aiCreditsPerMonth: options => [
      credits(options, options.activity.costsOfAll),
    ],
  };

/**
 * How much of every limit is used, before one more task. A limit of groups is
 * there once for each group. Costs are billionths, added as integers and divided
 * once; a task of unknown cost is never zero: for the limit it costs what a
 * measured task does on average, and while none was measured there may be one.
 */
export function useOfLimits(
  query: ActivityQuery,
  activity: Activity,
): MeasuredLimit[] {
  return query.scopes.flatMap(scope =>
    (Object.keys(MEASURES) as (keyof PolicyLimits)[]).flatMap(limit => {
      const allowed = scope.limits[limit];
      if (allowed === undefined) return [];
      return MEASURES[limit]({ allowed, scope, query, activity }).map(use => ({
        limit,
        ...(scope.rule && { ruleId: scope.rule.id }),
        allowed,
        ...use,
      }));
    }),
  );
}

/** What counts for the limits of a rule: the repositories that its glob matches. */
function within<T extends { repository: string }>(
  { rule }: LimitScope,
  parts: T[],
): T[] {
  return rule
    ? parts.filter(({ repository }) =>
        matchesRepository(rule.match, repository),
      )
    : parts;
}

function perDay(times: string[], allowed: number, { at }: ActivityQuery): Use {
  const now = Date.parse(at);
  const started = times
    .map(time => Date.parse(time))
    .filter(time => time > now - DAY_MS)
    .sort((a, b) => a - b);
  const used = started.length;
  if (used < allowed) return { used, isReached: false };
  // One more fits once so many have passed out of the window that one below the limit remain.
  const lastToPass = started[used - allowed];
  return {
    used,
    isReached: true,
    retryAfter: secondsUntil(lastToPass + DAY_MS, now),
  };
}

function credits(
  { allowed, scope, query, activity }: MeasureOptions,
  costs: Cost[],
): Use {
  const { meanNano } = activity;
  const counted = within(scope, costs);
  const nano = counted.reduce((sum, cost) => sum + cost.nano, 0n);
  const unknownTasks = counted.reduce(
    (sum, cost) => sum + cost.unknownTasks,
    0,
  );
  // Limits have at most two decimals.
  const allowedNano = BigInt(Math.round(allowed * 100)) * BigInt(NANO / 100);
  const isReached =
    meanNano === undefined
      ? nano >= allowedNano || unknownTasks > 0
      : nano + meanNano * BigInt(unknownTasks) >= allowedNano;
  return {
    used: Number(nano) / NANO,
    unknownTasks,
    isReached,
    // What is not known may turn out at any time.
    ...(nano >= allowedNano && {
      retryAfter: secondsUntil(
        Date.parse(nextMonthOf(query.at)),
        Date.parse(query.at),
      ),
    }),
  };
}

function secondsUntil(time: number, now: number): number {
  return Math.max(1, Math.ceil((time - now) / 1000));
}
