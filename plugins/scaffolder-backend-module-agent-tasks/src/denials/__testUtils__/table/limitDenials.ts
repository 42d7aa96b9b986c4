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

import type { Denial } from '../types';

const code = 'limit_reached';
const acme = [{ match: 'acme/*' }];

const hundredths = (credits: number) => Math.round(credits * 100) / 100;

/**
 * Limits, after two tasks of Ada's: one in acme/services, done and measured, and
 * one in acme/billing, unfinished and of unknown cost.
 */
export const limitDenials: Denial[] = [
  {
    name: 'active tasks of the user, everywhere',
    code,
    policy: { repositories: acme, limits: { activeTasksPerUser: 1 } },
  },
  {
    name: 'active tasks of the user, by a rule',
    code,
    policy: {
      repositories: [{ match: 'acme/*', limits: { activeTasksPerUser: 1 } }],
    },
  },
  {
    name: 'active tasks in the repository, whoever asks',
    code,
    policy: { repositories: acme, limits: { activeTasksPerRepository: 1 } },
    login: 'ben-larsen',
    request: { repository: 'acme/billing' },
  },
  {
    name: 'tasks of the user in a day, everywhere',
    code,
    policy: { repositories: acme, limits: { tasksPerUserPerDay: 2 } },
  },
  {
    name: 'tasks of the user in a day, by a rule of the admin page',
    code,
    policy: {},
    rules: [{ rule: { match: 'acme/*', limits: { tasksPerUserPerDay: 2 } } }],
  },
  {
    name: 'tasks in the repository in a day, in other letters',
    code,
    policy: { repositories: acme, limits: { tasksPerRepositoryPerDay: 1 } },
    request: { repository: 'Acme/Services' },
  },
  {
    name: 'AI credits of the user',
    code,
    policy: ({ measuredCredits }) => ({
      repositories: acme,
      limits: { aiCreditsPerUserPerMonth: hundredths(measuredCredits / 2) },
    }),
  },
  {
    name: 'AI credits of the user, where unknown costs decide',
    code,
    policy: ({ measuredCredits }) => ({
      repositories: acme,
      limits: { aiCreditsPerUserPerMonth: hundredths(measuredCredits * 1.5) },
    }),
  },
  {
    name: 'AI credits of a group of the user',
    code,
    policy: ({ measuredCredits }) => ({
      repositories: acme,
      limits: { aiCreditsPerGroupPerMonth: hundredths(measuredCredits / 2) },
    }),
  },
  {
    name: 'AI credits of a group, spent by another member',
    code,
    policy: ({ measuredCredits }) => ({
      repositories: acme,
      limits: { aiCreditsPerGroupPerMonth: hundredths(measuredCredits / 2) },
    }),
    login: 'ben-larsen',
  },
  {
    name: 'AI credits of everybody',
    code,
    policy: ({ measuredCredits }) => ({
      repositories: acme,
      limits: { aiCreditsPerMonth: hundredths(measuredCredits / 2) },
    }),
    login: 'ben-larsen',
  },
  {
    name: 'AI credits of everybody, where unknown costs decide, by a rule',
    code,
    policy: ({ measuredCredits }) => ({
      repositories: [
        {
          match: 'acme/*',
          limits: { aiCreditsPerMonth: hundredths(measuredCredits * 1.5) },
        },
      ],
    }),
    login: 'ben-larsen',
  },
];
