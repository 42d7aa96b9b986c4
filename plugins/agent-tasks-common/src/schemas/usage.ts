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

/**
 * By what usage is added up. `group`: the groups of the requester when the task
 * was started, so that a task of a member of two groups counts for both.
 *
 * @public
 */
export const USAGE_GROUPINGS = [
  'requestedBy',
  'group',
  'repository',
  'model',
] as const;

/**
 * One of {@link USAGE_GROUPINGS}.
 *
 * @public
 */
export type UsageGrouping = (typeof USAGE_GROUPINGS)[number];

const date = z.iso.date('Give a date such as 2026-11-01.');

/**
 * The query of `GET /usage` and `GET /usage.csv`.
 *
 * @public
 */
export const usageQuerySchema = z
  .strictObject({
    from: date
      .optional()
      .describe(
        'The first day, UTC; if absent the Monday eleven weeks before the last',
      ),
    to: date.optional().describe('The last day, UTC; today if absent'),
    groupBy: z.enum(USAGE_GROUPINGS).default('requestedBy'),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'Give a day that is not before the first.',
  });

/**
 * What `GET /usage` takes, as a program gives it.
 *
 * @public
 */
export type UsageQuery = {
  /** The first day, UTC. */
  from?: string;
  /** The last day, UTC. */
  to?: string;
  groupBy?: UsageGrouping;
};

const sums = {
  tasks: z.number().int().describe('Tasks that were worked on'),
  aiCreditsNano: z
    .string()
    .regex(/^\d+$/)
    .describe(
      'Billionths of an AI credit, as far as GitHub has reported them, as a decimal string',
    ),
  premiumRequests: z.number(),
  unknownTasks: z
    .number()
    .int()
    .describe(
      'Tasks of which GitHub has not, or not wholly, reported what they cost',
    ),
};

const usageSumSchema = z.object(sums);

const usageItemSchema = z.object({
  key: z
    .string()
    .optional()
    .describe(
      'An entity ref, a repository or a model; absent: not known (no model reported, no group recorded)',
    ),
  ...sums,
});

/**
 * The answer of `GET /usage`.
 *
 * @public
 */
export const usageReportSchema = z
  .object({
    from: date,
    to: date,
    groupBy: z.enum(USAGE_GROUPINGS),
    total: usageSumSchema.describe('Every task once, whatever groupBy says'),
    items: z.array(usageItemSchema).describe('The costliest first'),
    weeks: z
      .array(
        z.object({
          start: date.describe('Its Monday, UTC'),
          total: usageSumSchema,
          items: z.array(usageItemSchema),
        }),
      )
      .describe('Every week of the time, oldest first, also the empty ones'),
  })
  .meta({ id: 'UsageReport' });

/**
 * See {@link usageReportSchema}.
 *
 * @public
 */
export type UsageReport = z.infer<typeof usageReportSchema>;
